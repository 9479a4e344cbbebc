// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Deeds } from './deeds';
import { quickHost, settled } from './fixtures';
import { Route } from './route.svelte';
import { Toasts } from './toasts.svelte';

let toasts: Toasts;
let route: Route;

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(null, '', '#/record/C-7K3Q2');
  toasts = new Toasts();
  route = new Route();
  return () => vi.useRealTimers();
});

const deleted = { handle: 'C-7K3Q2', title: 'Redirect wipes the reply', trash_id: 't-1' };

describe('exporting', () => {
  const exported = (files: string[]) => ({
    files,
    notes: [{ message: 'Names are left out', hint: 'Read it.' }],
  });

  it('says where it went, what to know, and shows it on request', async () => {
    const host = quickHost({
      export_record: () => exported(['/home/ines/a.html']),
      show_exported: () => ({}),
    });
    await new Deeds(host, toasts, route).exportAs('C-7K3Q2', 'html', true);
    expect(host.asked).toEqual([
      { name: 'export_record', request: { handle: 'C-7K3Q2', kind: 'html', public: true } },
    ]);
    const [toast] = toasts.list;
    expect(toast?.text).toBe('Exported a.html. Names are left out. Read it.');
    if (toast) toasts.act(toast);
    await settled();
    expect(host.asked.at(-1)?.name).toBe('show_exported');
  });

  it('says nothing when the chooser was closed', async () => {
    const host = quickHost({ export_record: () => exported([]) });
    await new Deeds(host, toasts, route).exportAs('C-7K3Q2', 'pdf');
    expect(toasts.list).toEqual([]);
  });
});

describe('deleting', () => {
  it('happens at once, leaves the page, and can be undone', async () => {
    const host = quickHost({
      delete_record: () => deleted,
      restore_record: () => ({ handle: 'C-7K3Q2', path: 'catches/x.md', renamed: false }),
    });
    await new Deeds(host, toasts, route).remove('C-7K3Q2');
    expect(route.place).toEqual({ screen: 'library' });
    const [toast] = toasts.list;
    expect(toast?.text).toContain('Redirect wipes the reply');
    if (toast) toasts.act(toast);
    await settled();
    expect(host.asked.at(-1)).toEqual({ name: 'restore_record', request: { trash_id: 't-1' } });
    expect(route.place).toMatchObject({ screen: 'record', handle: 'C-7K3Q2' });
  });

  it('says when the file came back under another name', async () => {
    const host = quickHost({
      delete_record: () => deleted,
      restore_record: () => ({ handle: 'C-7K3Q2', path: 'catches/x-2.md', renamed: true }),
    });
    await new Deeds(host, toasts, route).remove('C-7K3Q2');
    const [toast] = toasts.list;
    if (toast) toasts.act(toast);
    await settled();
    expect(toasts.list.at(-1)?.text).toContain('catches/x-2.md');
  });

  it('that fails leaves the page open and says why', async () => {
    const host = quickHost({
      delete_record: () => {
        throw {
          code: 'read-only',
          message: 'The folder cannot be written',
          hint: 'Open it from a disk that can.',
        };
      },
    });
    await new Deeds(host, toasts, route).remove('C-7K3Q2');
    expect(route.place.screen).toBe('record');
    expect(toasts.list[0]).toMatchObject({
      failed: true,
      text: 'The folder cannot be written. Open it from a disk that can.',
    });
  });
});

describe('saying that two records are not similar', () => {
  const other = { handle: 'C-0R4ND', kind: 'catch', title: 'Basket empty', why: ['Same class: x'] };
  const written = { id: 'C-7K3Q2', path: 'catches/x.md', changed: true, note: null };

  it('is kept in the record, and can be undone', async () => {
    const host = quickHost({ set_dissimilar: () => written });
    expect(await new Deeds(host, toasts, route).notSimilar('C-7K3Q2', other)).toBe(true);
    const pair = { handle: 'C-7K3Q2', other: 'C-0R4ND' };
    expect(host.asked).toEqual([{ name: 'set_dissimilar', request: { ...pair, dissimilar: true } }]);
    const [toast] = toasts.list;
    expect(toast?.text).toBe('Not similar: Basket empty');
    if (toast) toasts.act(toast);
    await settled();
    expect(host.asked.at(-1)).toEqual({ name: 'set_dissimilar', request: { ...pair, dissimilar: false } });
  });

  it('says why it could not be kept', async () => {
    const host = quickHost({
      set_dissimilar: () => {
        throw { code: 'read-only', message: 'The folder cannot be written', hint: null };
      },
    });
    expect(await new Deeds(host, toasts, route).notSimilar('C-7K3Q2', other)).toBe(false);
    expect(toasts.list[0]).toMatchObject({ failed: true });
  });
});

describe('copying', () => {
  it('puts a wikilink on the clipboard, and shows the text where that fails', async () => {
    const writeText = vi.fn().mockResolvedValue(undefined);
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const deeds = new Deeds(quickHost({}), toasts, route);
    await deeds.copyLink('C-7K3Q2');
    expect(writeText).toHaveBeenCalledWith('[[C-7K3Q2]]');

    writeText.mockRejectedValue(new Error('denied'));
    document.execCommand = () => false;
    await deeds.copyLink('C-7K3Q2');
    expect(toasts.list.at(-1)).toMatchObject({ failed: true });
    expect(toasts.list.at(-1)?.text).toContain('[[C-7K3Q2]]');
    expect(document.querySelector('textarea')).toBeNull();
    vi.unstubAllGlobals();
  });
});
