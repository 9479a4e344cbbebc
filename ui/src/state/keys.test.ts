// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HINTS, isSingle, KEYMAP, nameOf, type Stroke } from './keymap';
import { Keys, takesText } from './keys.svelte';

function stroke(key: string, more: Partial<Stroke> = {}): Stroke {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

describe('the key map', () => {
  it('gives a key on one screen to one deed', () => {
    for (const where of ['home', 'library', 'record', 'commit', 'problems'] as const) {
      const here = KEYMAP.filter(
        (binding) => binding.where.includes(where) || binding.where.includes('everywhere'),
      );
      const keys = here.flatMap((binding) => binding.keys);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('names in the status line only keys that work on that screen', () => {
    for (const [where, deeds] of Object.entries(HINTS)) {
      for (const deed of deeds) {
        const binding = KEYMAP.find((known) => known.deed === deed);
        expect(binding?.where.some((place) => place === where || place === 'everywhere')).toBe(true);
      }
    }
  });

  it('knows which keys need no modifier', () => {
    expect(['J', '/', '[', '?', 'G C'].every(isSingle)).toBe(true);
    expect(['Ctrl K', 'Enter', 'Esc', 'Alt 1', 'Down'].some(isSingle)).toBe(false);
  });
});

describe('nameOf', () => {
  it.each([
    [stroke('j'), 'J'],
    [stroke('k', { ctrlKey: true }), 'Ctrl K'],
    [stroke('k', { metaKey: true }), 'Ctrl K'],
    [stroke('?', { shiftKey: true }), '?'],
    [stroke('E', { shiftKey: true }), 'Shift E'],
    [stroke('1', { altKey: true }), 'Alt 1'],
    [stroke('Escape'), 'Esc'],
    [stroke('ArrowDown'), 'Down'],
    [stroke('Shift', { shiftKey: true }), null],
  ])('reads %j as %j', (pressed, name) => {
    expect(nameOf(pressed)).toBe(name);
  });
});

describe('Keys', () => {
  let keys: Keys;
  const press = (key: string, typing = false, at = 0, more: Partial<Stroke> = {}) =>
    keys.press(stroke(key, more), typing, at);

  beforeEach(() => {
    keys = new Keys();
    keys.where = 'record';
  });

  it('does what the newest answerer says, and gives it back', () => {
    const under = vi.fn();
    const over = vi.fn();
    keys.on('edit', under);
    const stop = keys.on('edit', over);
    expect(press('e')).toBe(true);
    stop();
    press('e');
    expect([under.mock.calls.length, over.mock.calls.length]).toEqual([1, 1]);
  });

  it('leaves a key to the page that nobody answers, or that did nothing', () => {
    expect(press('e')).toBe(false);
    keys.on('back', () => false);
    expect(press('Escape')).toBe(false);
  });

  it('lets letters be letters while typing, and only those', () => {
    const edit = vi.fn();
    const palette = vi.fn();
    keys.on('edit', edit);
    keys.on('palette', palette);
    expect(press('e', true)).toBe(false);
    expect(press('k', true, 0, { ctrlKey: true })).toBe(true);
    expect(edit).not.toHaveBeenCalled();
  });

  it('obeys when keys of one letter are switched off', () => {
    const edit = vi.fn();
    keys.on('edit', edit);
    keys.on('palette', () => undefined);
    keys.single = false;
    expect(press('e')).toBe(false);
    expect(press('k', false, 0, { ctrlKey: true })).toBe(true);
    expect(edit).not.toHaveBeenCalled();
  });

  it('knows one key after the other, for a second', () => {
    const chain = vi.fn();
    const log = vi.fn();
    keys.on('chain', chain);
    keys.on('log-catch', log);
    press('g', false, 0);
    expect(press('c', false, 400)).toBe(true);
    press('g', false, 5_000);
    expect(press('c', false, 6_500)).toBe(true);
    expect(chain).toHaveBeenCalledTimes(1);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it('belongs to the screen', () => {
    const facet = vi.fn();
    keys.on('facet', facet);
    expect(press('x')).toBe(false);
    keys.where = 'library';
    expect(press('x')).toBe(true);
  });
});

describe('takesText', () => {
  it('tells fields from boxes and buttons', () => {
    const make = (html: string) => {
      document.body.innerHTML = html;
      return document.body.firstElementChild;
    };
    expect(takesText(make('<input type="text">'))).toBe(true);
    expect(takesText(make('<textarea></textarea>'))).toBe(true);
    expect(takesText(make('<input type="checkbox">'))).toBe(false);
    expect(takesText(make('<button></button>'))).toBe(false);
    expect(takesText(null)).toBe(false);
  });
});
