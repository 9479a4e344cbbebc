import { describe, expect, it } from 'vitest';
import { absorb, join, quoted, reopen, split, tokenAt, tokenize } from './query';

const KNOWN = new Set(['service', 'gate', 'after']);

describe('tokenize', () => {
  it('finds words, phrases and fields with their places', () => {
    const tokens = tokenize('service:checkout  "blank page" -gate:e2e slow');
    expect(tokens.map((token) => token.text)).toEqual([
      'service:checkout',
      '"blank page"',
      '-gate:e2e',
      'slow',
    ]);
    expect(tokens.map(({ key, negated }) => [key, negated])).toEqual([
      ['service', false],
      [null, false],
      ['gate', true],
      [null, false],
    ]);
    expect(tokens[2]).toMatchObject({ start: 31, end: 40, value: 'e2e' });
  });

  it('keeps a quoted value in one piece, closed or not', () => {
    expect(tokenize('service:"order desk" x')[0]?.value).toBe('"order desk"');
    expect(tokenize('"never closed and on').map((token) => token.text)).toEqual(['"never closed and on']);
  });

  it('does not take a lone minus or an address for a field of ours', () => {
    expect(tokenize('- x')[0]).toMatchObject({ text: '-', negated: false, key: null });
    expect(split('https://example.com', KNOWN)).toEqual({ chips: [], text: 'https://example.com' });
  });

  it('reads a key in any spelling', () => {
    expect(tokenize('Caught_How:audit')[0]?.key).toBe('caught-how');
  });
});

describe('chips', () => {
  it('are every known field of a query that arrives whole', () => {
    expect(split('service:checkout blank gate:e2e page', KNOWN)).toEqual({
      chips: ['service:checkout', 'gate:e2e'],
      text: 'blank page',
    });
  });

  it('leave a wrong key as plain text', () => {
    expect(split('servce:checkout', KNOWN)).toEqual({ chips: [], text: 'servce:checkout' });
  });

  it('leave a key without a value as plain text', () => {
    expect(split('service:', KNOWN)).toEqual({ chips: [], text: 'service:' });
  });

  it('appear while typing only when the token is left', () => {
    const typing = { chips: [], text: 'service:checkout' };
    expect(absorb(typing, KNOWN)).toBe(typing);
    expect(absorb({ chips: [], text: 'service:checkout ' }, KNOWN)).toEqual({
      chips: ['service:checkout'],
      text: '',
    });
  });

  it('wait for a closing quote', () => {
    const open = { chips: [], text: 'service:"order ' };
    expect(absorb(open, KNOWN)).toBe(open);
  });

  it('join to the query that they came from', () => {
    expect(join({ chips: ['service:checkout', 'gate:e2e'], text: ' "blank page" ' })).toBe(
      'service:checkout gate:e2e "blank page"',
    );
    expect(join({ chips: [], text: '  ' })).toBe('');
  });

  it('turn back into text one at a time, the last one first', () => {
    expect(reopen({ chips: ['service:checkout', 'gate:e2e'], text: 'blank' })).toEqual({
      chips: ['service:checkout'],
      text: 'gate:e2e blank',
      caret: 8,
    });
    expect(reopen({ chips: [], text: 'blank' })).toBeNull();
  });
});

describe('tokenAt', () => {
  it('is the token that the caret ends, and none in between', () => {
    expect(tokenAt('blank service:ch', 16)?.text).toBe('service:ch');
    expect(tokenAt('blank ', 6)).toBeNull();
    expect(tokenAt('blank page', 0)).toBeNull();
  });
});

describe('quoted', () => {
  it('quotes only what needs it, and lets nothing break out', () => {
    expect(quoted('checkout')).toBe('checkout');
    expect(quoted('order desk')).toBe('"order desk"');
    expect(quoted('a"b')).toBe('"ab"');
  });
});
