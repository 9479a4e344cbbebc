import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComparedText, OpenText, SavedText } from '../ipc';
import { Copies } from './copies.svelte';
import { Draft } from './draft.svelte';
import { draftWords } from './draft-words';
import { HeldHost, settled } from './fixtures';
import { opened, Page } from './draft-page';
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

const saved = (more: Partial<SavedText>): SavedText => ({
  outcome: 'written',
  path: 'catches/a.md',
  text: '',
  hash: '',
  at: '09:41:07',
  kept_at: null,
  ...more,
});

const compared = (more: Partial<ComparedText>): ComparedText => ({
  outcome: 'same',
  path: 'catches/a.md',
  theirs: '',
  text: '',
  ...more,
});

const names = (): string[] => host.asked.map(({ name }) => name);
const last = () => host.asked.at(-1);

describe('saving', () => {
  it('sends the text and what it was made from, and goes on from what was written', async () => {
    await open();
    page.type('x');
    void draft.save();
    expect(draftWords(draft).text).toBe('Saving');
    await answer(saved({ text: 'one\r\ntwo\r\nx' }));
    expect(draftWords(draft).text).toBe('Saved 09:41:07');
    void draft.save();
    await settled();
    expect(last()?.request).toMatchObject({ base: 'one\r\ntwo\r\nx', text: 'one\ntwo\nx' });
  });

  it('leaves what was typed meanwhile unsaved', async () => {
    await open();
    page.type('x');
    void draft.save();
    await settled();
    page.type('y');
    await answer(saved({ text: 'one\r\ntwo\r\nx' }));
    expect(draft.dirty).toBe(true);
  });

  it('that fails keeps the text and says what and what next', async () => {
    await open();
    page.type('x');
    void draft.save();
    await settled();
    await host.fail(1, { code: 'read-only', message: 'could not write', hint: 'Allow it.' });
    expect(last()).toMatchObject({ name: 'keep_buffer', request: { text: 'one\ntwo\nx' } });
    await answer({});
    const words = 'Not saved: no permission to write, copy kept outside the vault';
    expect(draftWords(draft)).toEqual({ text: words, warn: true });
    page.type('y');
    void draft.compare();
    await answer(compared({ theirs: opened.text }));
    expect(draftWords(draft).text).toBe(words);
    void draft.save();
    await answer(saved({ text: 'one\r\ntwo\r\nx' }));
    expect(draftWords(draft).text).toBe('Saved 09:41:07');
  });

  it('takes over what was merged', async () => {
    await open();
    page.type('x');
    void draft.save();
    await answer(saved({ outcome: 'merged', text: 'ONE\r\ntwo\r\nx' }));
    expect(page.now).toBe('ONE\ntwo\nx');
    expect([draft.joined, draft.dirty]).toEqual([true, false]);
  });

  it('of a file that cannot be saved asks nothing', async () => {
    await open({ read_only: 'It is marked read-only.' });
    void draft.save();
    await settled();
    expect(names()).toEqual(['open_text']);
  });
});

describe('when the file changes on disk', () => {
  it('a clean text becomes what the disk says', async () => {
    await open();
    void draft.compare();
    await answer(compared({ outcome: 'merged', theirs: 'new\r\n', text: 'new\r\n' }));
    expect([page.now, draft.dirty, draft.joined]).toEqual(['new\n', false, false]);
  });

  it('a clash waits for the person, and each side can be taken', async () => {
    await open();
    page.type('x');
    void draft.compare();
    await answer(compared({ outcome: 'conflict', theirs: 'theirs\r\n', text: '' }));
    expect(draftWords(draft).text).toBe('Changed on disk');
    expect([page.now, draft.comparing]).toEqual(['one\ntwo\nx', false]);
    void draft.keepMine();
    await settled();
    expect(last()).toMatchObject({ name: 'save_text', request: { base: 'theirs\r\n', text: 'one\ntwo\nx' } });
  });

  it('taking theirs replaces the text and lets go of what was kept', async () => {
    await open();
    page.type('x');
    await vi.advanceTimersByTimeAsync(1000);
    await answer({});
    void draft.save();
    await answer(saved({ outcome: 'conflict', text: 'theirs\r\n' }));
    expect(draft.comparing).toBe(true);
    void draft.takeTheirs();
    await settled();
    expect([page.now, draft.dirty, draft.comparing]).toEqual(['theirs\n', false, false]);
    expect(last()?.name).toBe('drop_buffer');
  });

  it('a file that was renamed is followed, and so is what was kept', async () => {
    await open();
    page.type('x');
    await vi.advanceTimersByTimeAsync(1000);
    await answer({});
    void draft.compare();
    await answer(compared({ path: 'catches/b.md', theirs: opened.text }));
    expect(last()).toMatchObject({
      name: 'keep_buffer',
      request: { path: 'catches/b.md', text: 'one\ntwo\nx' },
    });
    await answer({});
    expect(last()).toEqual({ name: 'drop_buffer', request: { path: 'catches/a.md' } });
  });

  it('a file that is gone is said to be gone, and its text is kept', async () => {
    await open();
    void draft.compare();
    await answer(compared({ outcome: 'gone' }));
    expect(draftWords(draft).text).toContain('Deleted on disk');
    await vi.advanceTimersByTimeAsync(1000);
    expect(last()?.name).toBe('keep_buffer');
  });
});

describe('opening', () => {
  it('brings back what was never saved, beside what the disk says now', async () => {
    await open({ kept: { base: 'one\r\n', text: 'one\r\nx', at: '14 Jun, 11:41' } });
    expect([page.now, draft.dirty, draft.restored]).toEqual(['one\nx', true, '14 Jun, 11:41']);
    await settled();
    expect(last()).toMatchObject({ name: 'compare_text', request: { base: 'one\r\n', text: 'one\nx' } });
  });

  it('that fails says why', async () => {
    const text = draft.open('C-7K3Q2');
    await settled();
    await host.fail(0, { code: 'not-found', message: 'No record is known as C-7K3Q2', hint: null });
    expect([await text, draft.failure?.code]).toEqual([null, 'not-found']);
  });

  it('waits for what another draft still keeps', async () => {
    const turns = new Turns();
    const order: string[] = [];
    let end: () => void = () => undefined;
    void turns.next(async () => {
      await new Promise<void>((done) => (end = done));
      order.push('kept');
    });
    void turns.next(async () => void order.push('opened'));
    await settled();
    end();
    await settled();
    expect(order).toEqual(['kept', 'opened']);
  });
});
