// @vitest-environment jsdom
import { mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordPage } from '../ipc';
import { DESK, Desk } from '../state/desk.svelte';
import { page, quickHost, settled } from '../state/fixtures';
import QueryBar from './QueryBar.svelte';

let desk: Desk;
let bar: ReturnType<typeof mount>;
const leave = vi.fn();
const open = vi.fn();

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => void Promise.resolve().then(frame));
  document.body.innerHTML = '';
  desk = new Desk(quickHost({ find_records: (request) => page(request, 7) }));
  bar = mount(QueryBar, { target: document.body, props: { leave, open }, context: new Map([[DESK, desk]]) });
});
afterEach(() => {
  void unmount(bar);
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const field = () => document.querySelector('input') as HTMLInputElement;
const chips = () =>
  [...document.querySelectorAll('[data-testid="query-chip"]')].map((chip) => chip.textContent.trim());
const suggestions = () =>
  [...document.querySelectorAll('[role="option"]')].map((line) => line.firstElementChild?.textContent);

async function type(text: string): Promise<void> {
  field().focus();
  field().value = text;
  field().setSelectionRange(text.length, text.length);
  field().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await rest();
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  field().dispatchEvent(event);
  await rest();
  return event;
}

async function rest(): Promise<void> {
  await settled();
  // What fits comes two frames after the answer.
  await settled();
  await tick();
  await tick();
}

describe('the query bar', () => {
  it('makes a chip of a field when a space follows it', async () => {
    await type('type:catch');
    expect(chips()).toEqual([]);
    await type('type:catch ');
    expect(chips()).toEqual(['type:catch']);
    expect(field().value).toBe('');
  });

  it('turns the last chip back into text by Backspace at the start', async () => {
    desk.search.setQuery('type:catch status:draft red');
    await rest();
    field().focus();
    field().setSelectionRange(0, 0);
    await press('Backspace');
    expect(chips()).toEqual(['type:catch']);
    expect(field().value).toBe('status:draft red');
    expect(field().selectionStart).toBe(12);
  });

  it('leaves Backspace alone where there is text to delete', async () => {
    desk.search.setQuery('type:catch red');
    await rest();
    field().focus();
    field().setSelectionRange(3, 3);
    expect((await press('Backspace')).defaultPrevented).toBe(false);
    expect(chips()).toEqual(['type:catch']);
  });

  it('completes a key, then its value, by keys alone', async () => {
    await type('stat');
    expect(suggestions()).toEqual(['status:']);
    await press('Tab');
    expect(field().value).toBe('status:');
    expect(suggestions()).toContain('draft');
    await type('status:rev');
    await press('Enter');
    expect(chips()).toEqual(['status:reviewed']);
    expect(open).not.toHaveBeenCalled();
  });

  it('shows what fits only after the list, which may be late, and takes it by a key before that', async () => {
    vi.spyOn(desk.search, 'answered').mockImplementation(() => new Promise(() => undefined));
    vi.useFakeTimers();
    field().focus();
    field().value = 'stat';
    field().setSelectionRange(4, 4);
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(79);
    expect(suggestions()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await tick();
    expect(suggestions()).toEqual(['status:']);
    field().value = 'status:dra';
    field().setSelectionRange(10, 10);
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
    await press('Enter');
    expect(chips()).toEqual(['status:draft']);
  });

  it('names the active suggestion', async () => {
    await type('status:');
    await press('ArrowDown');
    expect(field().getAttribute('aria-activedescendant')).toBe('suggestion-1');
    expect(document.querySelector('#suggestion-1')?.getAttribute('aria-selected')).toBe('true');
  });

  it('closes, then clears, then leaves', async () => {
    await type('status:');
    await press('Escape');
    expect(suggestions()).toEqual([]);
    expect(desk.search.query).toBe('status:');
    await press('Escape');
    expect(desk.search.query).toBe('');
    expect(leave).not.toHaveBeenCalled();
    await press('Escape');
    expect(leave).toHaveBeenCalledTimes(1);
  });

  it('finishes the query by Enter, and opens by the next', async () => {
    await type('red type:catch');
    await press('Escape');
    await press('Enter');
    expect(chips()).toEqual(['type:catch']);
    expect(open).not.toHaveBeenCalled();
    await press('Enter');
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('opens nothing before its query is answered', async () => {
    await type('red');
    let answer: (isAnswered: boolean) => void = () => undefined;
    vi.spyOn(desk.search, 'answered').mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    await press('Enter');
    expect(open).not.toHaveBeenCalled();
    answer(false);
    await rest();
    expect(open).not.toHaveBeenCalled();
    await press('Enter');
    answer(true);
    await rest();
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('moves in the list without leaving the field', async () => {
    await type('red');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowUp');
    expect(desk.search.selected).toBe(1);
    expect(document.activeElement).toBe(field());
  });

  it('takes no key while letters are being composed', async () => {
    await type('red');
    expect((await press('Enter', { isComposing: true })).defaultPrevented).toBe(false);
    expect(open).not.toHaveBeenCalled();
  });

  it('brings an earlier search back by Down where nothing stands yet', async () => {
    desk.searched.queries = ['type:catch red', 'blank'];
    field().focus();
    await press('ArrowDown');
    expect(suggestions()).toEqual(['type:catch red', 'blank']);
    await press('Enter');
    expect(chips()).toEqual(['type:catch']);
    expect(field().value).toBe('red');
    expect(suggestions()).toEqual([]);
  });

  it('says in words how the query was understood, where there is one', async () => {
    const said = () => document.querySelector('[data-testid="query-explained"]')?.textContent;
    desk.search.setQuery('red');
    await rest();
    desk.search.head = { ...(desk.search.head as RecordPage), explained: 'Records with “red”' };
    await rest();
    expect(said()).toBe('Records with “red”');
    // An answer to nothing, which is shown until the first letter is answered, says nothing of that letter.
    desk.search.head = { ...desk.search.head, query: '' };
    await rest();
    expect(said()).toBeUndefined();
    desk.search.head = { ...desk.search.head, query: 'red' };
    desk.search.parts = { chips: [], text: '' };
    await rest();
    expect(said()).toBeUndefined();
  });

  it('drops a chip by its button', async () => {
    desk.search.setQuery('type:catch status:draft');
    await rest();
    document.querySelector<HTMLButtonElement>('[aria-label="Remove type:catch"]')?.click();
    await rest();
    expect(chips()).toEqual(['status:draft']);
  });

  it('underlines what was not understood, and says why', async () => {
    desk.search.head = {
      ...page(
        { query: '', sort: 'date', offset: 0, limit: 1, facets: true, typing: false, nearest: false },
        1,
      ),
      tokens: [
        {
          text: 'servce:x',
          start: 0,
          end: 8,
          field: null,
          value: 'servce:x',
          negated: false,
          hint: 'No field is called “servce”',
          misread: false,
        },
      ],
    };
    desk.search.parts = { chips: [], text: 'servce:x red' };
    await rest();
    expect(document.querySelector('.wrong')?.textContent).toBe('servce:x');
    expect(document.querySelector('#query-hint')?.textContent).toContain('servce');
    expect(field().getAttribute('aria-describedby')).toBe('query-hint');
  });
});
