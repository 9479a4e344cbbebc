import { describe, expect, it } from 'vitest';
import { absorb, join, placesOf, quoted, reopen, split, tokenAt, tokenize } from './query';

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

  it('keeps an expression in one piece, with what it holds', () => {
    expect(split('/a  service:x/ service:chat k', KNOWN)).toEqual({
      chips: ['service:chat'],
      text: '/a  service:x/ k',
    });
    expect(tokenize('-/a \\/ "b/ k').map((token) => token.text)).toEqual(['-/a \\/ "b/', 'k']);
    expect(tokenize('/usr/lib src/a/ k').map((token) => token.text)).toEqual(['/usr/lib', 'src/a/', 'k']);
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

describe('a group', () => {
  it('keeps its fields in their places', () => {
    const query = '(timeout OR service:chat) -(gate:e2e after:2026) gate:unit';
    expect(split(query, KNOWN)).toEqual({
      chips: ['gate:unit'],
      text: '(timeout OR service:chat) -(gate:e2e after:2026) ',
    });
    expect(tokenize(query).map(({ text, alone }) => [text, alone])).toEqual([
      ['timeout', false],
      ['OR', false],
      ['service:chat', false],
      ['gate:e2e', false],
      ['after:2026', false],
      ['gate:unit', true],
    ]);
  });

  it('is also what OR joins, and what NOT stands before', () => {
    expect(split('service:a OR blank gate:e2e', KNOWN).chips).toEqual(['gate:e2e']);
    expect(split('NOT service:a gate:e2e', KNOWN).chips).toEqual(['gate:e2e']);
    expect(split('f(x) service:a', KNOWN)).toEqual({ chips: ['service:a'], text: 'f(x) ' });
    expect(split('swap(a b) service:a', KNOWN).chips).toEqual(['service:a']);
  });

  it('takes a chip back when OR is typed behind it', () => {
    expect(absorb({ chips: ['gate:e2e', 'service:a'], text: 'OR' }, KNOWN)).toEqual({
      chips: ['gate:e2e'],
      text: 'service:a OR',
    });
    expect(absorb({ chips: ['gate:e2e'], text: 'ORDER ' }, KNOWN).chips).toEqual(['gate:e2e']);
  });

  it('is completed within', () => {
    expect(tokenAt('(blank OR service:ch', 20)).toMatchObject({ key: 'service', value: 'ch', start: 10 });
  });
});

describe('placesOf', () => {
  it('finds parts as whole words, in order', () => {
    const text = 'foo:barx foo:bar (a OR severity:high)';
    expect(placesOf(text, ['a OR severity:high', 'foo:bar'])).toEqual([
      { from: 9, to: 16 },
      { from: 18, to: 36 },
    ]);
    expect(placesOf(text, ['gone'])).toEqual([]);
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
