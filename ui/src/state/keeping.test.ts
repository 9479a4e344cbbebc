import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenText } from '../ipc';
import { AGAIN, Copies } from './copies.svelte';
import { opened, Page } from './draft-page';
import { Draft } from './draft.svelte';
import { draftWords } from './draft-words';
import { HeldHost, settled } from './fixtures';
import { Turns } from './turns';

let host: HeldHost;
let copies: Copies;
let draft: Draft;
let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  host = new HeldHost();
  const turns = new Turns();
  copies = new Copies(host, turns);
  draft = new Draft(host, turns, copies);
  return () => vi.useRealTimers();
});

async function open(more: Partial<OpenText> = {}): Promise<void> {
  const text = draft.open('C-7K3Q2');
  await settled();
  await host.answer(0, { ...opened, ...more });
  page = new Page((await text) ?? '', draft);
  draft.attach(page);
}

/** Answers the newest question. */
async function answer(value: unknown): Promise<void> {
  await settled();
  await host.answer(host.asked.length - 1, value);
}

const names = (): string[] => host.asked.map(({ name }) => name);
const last = () => host.asked.at(-1);

describe('keeping what is typed', () => {
  it('happens soon after the last key, and at least every two seconds', async () => {
    await open();
    for (let key = 0; key < 20; key += 1) {
      page.type('x');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(names()).toEqual(['open_text', 'keep_buffer']);
    await answer({});
    await vi.advanceTimersByTimeAsync(1000);
    expect(last()).toEqual({
      name: 'keep_buffer',
      request: { path: 'catches/a.md', base: 'one\r\ntwo\r\n', text: `one\ntwo\n${'x'.repeat(20)}` },
    });
  });

  it('is taken back when the text is the file again', async () => {
    await open();
    page.type('x');
    await vi.advanceTimersByTimeAsync(1000);
    await answer({});
    page.now = 'one\ntwo\n';
    draft.changed();
    await vi.advanceTimersByTimeAsync(1000);
    expect(last()?.name).toBe('drop_buffer');
    expect(draft.dirty).toBe(false);
  });

  it('happens when the screen is left', async () => {
    await open();
    page.type('x');
    expect(draft.leave()).not.toBeNull();
    await settled();
    expect(last()?.name).toBe('keep_buffer');
  });

  it('says when it did not work, and tries again until it does', async () => {
    await open();
    page.type('x');
    await vi.advanceTimersByTimeAsync(1000);
    await host.fail(1, { code: 'full', message: 'A copy could not be kept', hint: 'Make room.' });
    expect(draftWords(draft)).toEqual({ text: 'Not saved: disk full, copy kept in memory', warn: true });
    await vi.advanceTimersByTimeAsync(AGAIN);
    expect(last()).toMatchObject({ name: 'keep_buffer', request: { text: 'one\ntwo\nx' } });
    await host.fail(2, { code: 'full', message: 'A copy could not be kept', hint: 'Make room.' });
    await vi.advanceTimersByTimeAsync(AGAIN);
    await host.answer(3, {});
    expect(draftWords(draft).text).toBe('Unsaved');
    await vi.advanceTimersByTimeAsync(10 * AGAIN);
    expect(names()).toHaveLength(4);
  });

  it('that did not work before the screen was left is tried again, and is there when it opens again', async () => {
    await open();
    page.type('x');
    draft.leave();
    await settled();
    await host.fail(1, { code: 'full', message: 'No room', hint: null });
    expect(copies.unkept.map(({ path }) => path)).toEqual(['catches/a.md']);
    const again = new Draft(host, new Turns(), copies);
    const text = again.open('C-7K3Q2');
    await answer(opened);
    expect([await text, again.dirty, again.restored]).toEqual(['one\ntwo\nx', true, 'a moment ago']);
    await vi.advanceTimersByTimeAsync(AGAIN);
    await answer({});
    expect(copies.unkept).toEqual([]);
  });
});
