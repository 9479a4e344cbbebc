import { describe, expect, it } from 'vitest';
import { vault } from './fixtures';
import { gitWords, indexWords, keyHints } from './status';
import { knownValues } from './values';

describe('the status line', () => {
  it('tells the state of git', () => {
    expect(gitWords(null)).toBeNull();
    expect(gitWords({ branch: 'main', commit: '7be03d8', not_committed: 2 })).toBe(
      'main, 2 files not committed',
    );
    expect(gitWords({ branch: 'main', commit: '7be03d8', not_committed: 0 })).toBe('main, all committed');
    expect(gitWords({ branch: null, commit: '7be03d8', not_committed: null })).toBe('at 7be03d8');
    expect(gitWords({ branch: null, commit: null, not_committed: null })).toBe('no commit yet');
  });

  it('tells how far reading has come', () => {
    expect(indexWords(vault())).toBe('Index current at 09:41');
    expect(indexWords(vault({ current_at: null }))).toBe('Index current');
    expect(indexWords(vault({ reading: { state: 'reading', read: 114, total: 1184 } }))).toBe(
      'Reading 114 of 1,184',
    );
    expect(indexWords(vault({ reading: { state: 'stopped', read: 1, total: 2 } }))).toBe(
      'Stopped at 1 of 2 files',
    );
    expect(indexWords(vault({ reading: { state: 'failed', message: 'x', hint: null } }))).toContain(
      'cannot be read',
    );
  });

  it('names at most five keys, two that belong together as one', () => {
    expect(keyHints('library', true)).toEqual([
      { label: 'Search', keys: ['/'] },
      { label: 'Move', keys: ['J', 'K'] },
      { label: 'Open', keys: ['Enter'] },
      { label: 'Tick facet', keys: ['X'] },
      { label: 'All keys', keys: ['?'] },
    ]);
    expect(keyHints('record', true).map((hint) => hint.label)).toContain('Previous, next');
  });

  it('names no key that is switched off', () => {
    expect(keyHints('library', false)).toEqual([{ label: 'Open', keys: ['Enter'] }]);
  });
});

describe('known values', () => {
  it('come from facets first, then from the vault and the fixed words', () => {
    const values = knownValues(vault(), [
      {
        field: 'service',
        label: 'Service',
        values: [{ value: 'billing', label: 'billing', count: 4, on: false, query: '' }],
      },
    ]);
    expect([...(values.get('service') ?? [])]).toEqual([
      ['billing', '4'],
      ['checkout', ''],
      ['chat', ''],
    ]);
    expect(values.get('status')?.has('draft')).toBe(true);
    expect(values.get('gate')?.has('e2e')).toBe(true);
  });
});
