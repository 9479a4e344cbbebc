import { beforeEach, describe, expect, it } from 'vitest';
import { Book } from './book.svelte';
import { appState, HeldHost, vault } from './fixtures';

let host: HeldHost;
let book: Book;

beforeEach(() => {
  host = new HeldHost();
  book = new Book(host);
});

describe('Book', () => {
  it('makes one question of many events, and one more for the last of them', async () => {
    void book.refresh();
    void book.refresh();
    void book.refresh();
    expect(host.asked).toHaveLength(1);
    await host.answer(0, appState({ vault: vault({ records: 1 }) }));
    expect(host.asked).toHaveLength(2);
    await host.answer(1, appState({ vault: vault({ records: 2 }) }));
    expect(book.vault?.records).toBe(2);
    expect(host.asked).toHaveLength(2);
  });

  it('opens what was chosen, and nothing when nothing was', async () => {
    const none = book.choose();
    await host.answer(0, { path: null });
    expect(await none).toBe(false);
    const one = book.choose();
    await host.answer(1, { path: '/notes' });
    expect(host.asked[2]).toEqual({ name: 'open_vault', request: { path: '/notes' } });
    await host.answer(2, appState());
    expect(await one).toBe(true);
  });

  it('keeps the reason when a folder does not open, and forgets it with the next try', async () => {
    const first = book.open('/nope');
    await host.fail(0, { code: 'failed', message: 'The folder is not there', hint: 'Check the spelling' });
    expect(await first).toBe(false);
    expect(book.failure?.hint).toBe('Check the spelling');
    expect(book.busy).toBe(false);
    void book.open('/notes');
    expect(book.failure).toBeNull();
    expect(book.busy).toBe(true);
  });

  it('shows a theme before the disk has it', async () => {
    void book.refresh();
    await host.answer(0, appState());
    void book.setTheme('dark');
    expect(book.preferences).toEqual({ theme: 'dark', single_keys: true, vim_keys: false });
    expect(host.asked[1]?.request).toEqual({ theme: 'dark', single_keys: true, vim_keys: false });
  });

  it('looks at the state again after a rebuild', async () => {
    const rebuilt = book.rebuild();
    await host.answer(0, { records: 184, elapsed_ms: 90 });
    expect(host.asked[1]?.name).toBe('app_state');
    await host.answer(1, appState());
    expect((await rebuilt)?.records).toBe(184);
  });
});
