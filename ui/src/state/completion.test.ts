/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  accept,
  complete,
  fieldOf,
  FIELDS,
  firstChosen,
  KEYS,
  withoutHalfTyped,
  type KnownValues,
} from './completion';

const VALUES: KnownValues = new Map([
  [
    'service',
    new Map([
      ['checkout', '7'],
      ['chat', '3'],
      ['order desk', '1'],
      ['watch', ''],
    ]),
  ],
]);

describe('the fields', () => {
  it('are those of the query language, in its spellings', () => {
    const rust = readFileSync(
      join(process.cwd(), '../crates/catchbook-search/src/language/field.rs'),
      'utf8',
    );
    const list = /\nfields! \{([\s\S]*?)\n\}/.exec(rust)?.[1] ?? '';
    const theirs = [...list.matchAll(/^\s+\w+ = (.+),$/gm)].map(([, names = '']) =>
      [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
    );
    expect(theirs.length).toBeGreaterThan(10);
    expect(FIELDS.map(({ key, also = [] }) => [key, ...also])).toEqual(theirs);
  });

  it('go by their own name', () => {
    expect(fieldOf('sev')).toBe('severity');
    expect(fieldOf('servce')).toBe('servce');
    expect(KEYS.has('topics')).toBe(true);
  });
});

describe('complete', () => {
  it('offers the fields that begin so', () => {
    expect(complete('blank se', 8, VALUES)?.suggestions.map((suggestion) => suggestion.label)).toEqual([
      'service:',
      'severity:',
    ]);
    expect(complete('-ser', 4, VALUES)?.suggestions[0]?.insert).toBe('-service:');
  });

  it('does not guess from one letter, or inside a phrase', () => {
    expect(complete('s', 1, VALUES)).toBeNull();
    expect(complete('"se', 3, VALUES)).toBeNull();
  });

  it('offers values, those that begin so first', () => {
    const found = complete('service:ch', 10, VALUES);
    expect(found?.of).toBe('value');
    expect(found?.suggestions.map((suggestion) => suggestion.label)).toEqual(['checkout', 'chat', 'watch']);
    expect(complete('service:', 8, VALUES)?.suggestions).toHaveLength(4);
  });

  it('offers nothing when the caret stands elsewhere, or nothing fits', () => {
    expect(complete('service:ch blank', 3, VALUES)).toBeNull();
    expect(complete('service:zzz', 11, VALUES)).toBeNull();
  });

  it('puts a value and a space in place of what was typed', () => {
    const found = complete('service:ord blank', 11, VALUES);
    const [first] = found?.suggestions ?? [];
    expect(found && first && accept('service:ord blank', found, first)).toEqual({
      text: 'service:"order desk" blank',
      caret: 21,
    });
  });

  it('completes the last of a list, in a group and behind a minus too', () => {
    const taken = (text: string, caret = text.length) => {
      const found = complete(text, caret, VALUES);
      const [first] = found?.suggestions ?? [];
      return found && first ? accept(text, found, first).text : null;
    };
    expect(taken('service:chat,che')).toBe('service:chat,checkout ');
    expect(taken('service:"order desk",cha')).toBe('service:"order desk",chat ');
    expect(taken('service:"order d')).toBe('service:"order desk" ');
    expect(taken('-service:che')).toBe('-service:checkout ');
    expect(taken('(service:che)', 12)).toBe('(service:checkout)');
    expect(taken('-(blank OR service:che')).toBe('-(blank OR service:checkout ');
    expect(taken('(red ser')).toBe('(red service:');
  });

  it('leaves Enter to the query where no value begins as typed', () => {
    const chosen = (text: string) => firstChosen(complete(text, text.length, VALUES), text, text.length);
    expect(chosen('service:che')).toBe(0);
    expect(chosen('service:')).toBe(0);
    expect(chosen('service:heck')).toBe(-1);
    expect(chosen('serv')).toBe(-1);
  });

  it('puts a key without a space, so that its value can follow', () => {
    const found = complete('serv', 4, VALUES);
    const [first] = found?.suggestions ?? [];
    expect(found && first && accept('serv', found, first)).toEqual({ text: 'service:', caret: 8 });
  });
});

describe('withoutHalfTyped', () => {
  const rest = (text: string, caret = text.length) =>
    withoutHalfTyped({ chips: [], text }, caret, VALUES).text;

  it('holds a value back while it can still become one that exists', () => {
    expect(rest('blank service:')).toBe('blank');
    expect(rest('blank service:che')).toBe('blank');
  });

  it('lets a value through that exists, or that nobody knows', () => {
    expect(rest('service:checkout')).toBe('service:checkout');
    expect(rest('service:ledger')).toBe('service:ledger');
    expect(rest('after:2026-0')).toBe('after:2026-0');
  });

  it('lets everything through once the caret has moved on', () => {
    expect(rest('service:che blank')).toBe('service:che blank');
  });
});
