import { describe, expect, it } from 'vitest';
import type { SavedSearch } from '../ipc';
import { page, quickHost, saved as search, settled } from './fixtures';
import { Saved } from './saved.svelte';
import { Search } from './search.svelte';
import { Toasts } from './toasts.svelte';

function desk(list: SavedSearch[]) {
  const host = quickHost({
    find_records: (request) => page(request, 3),
    list_searches: () => ({ searches: [...list], problem: null }),
    save_search: ({ name, query, sort }) => {
      if (name === 'taken') throw { code: 'bad-request', message: 'It is called so already', hint: null };
      const made = search('new', { name, query, sort });
      list.push(made);
      return made;
    },
    change_search: ({ slug, name, query }) => {
      const at = list.findIndex((one) => one.slug === slug);
      const before = list[at] as SavedSearch;
      return (list[at] = { ...before, name: name ?? before.name, ...query });
    },
    delete_search: ({ name }) => {
      list.splice(
        list.findIndex((one) => one.slug === name),
        1,
      );
      return { handle: name, title: name, trash_id: '7' };
    },
    restore_record: () => {
      list.push(search('retry'));
      return { handle: 'retry', path: 'searches/retry.toml', renamed: false };
    },
  });
  const finding = new Search(host, () => new Map());
  const toasts = new Toasts();
  return { host, finding, toasts, saved: new Saved(host, finding, toasts) };
}

describe('saved searches', () => {
  it('are asked with their order, and known again in the bar', async () => {
    const { saved, finding } = desk([search('retry', { query: 'blank mode:retry', sort: 'date' })]);
    await saved.refresh();
    const [retry] = saved.list;
    if (!retry) throw new Error('no search');
    saved.open(retry);
    expect([finding.query, finding.sort]).toEqual(['mode:retry blank', 'date']);
    expect(saved.current).toBe(retry);
    finding.sortBy('relevance');
    expect(saved.current).toBeUndefined();
    expect(saved.changed).toBe(retry);
    finding.clear();
    expect(saved.changed).toBeUndefined();
  });

  it('are made of what stands in the bar, once they have a name', async () => {
    const { saved, finding, host, toasts } = desk([]);
    saved.begin();
    expect(saved.form).toBeNull();
    finding.setQuery('service:chat blank');
    saved.begin();
    await saved.submit();
    expect(host.asked.some(({ name }) => name === 'save_search')).toBe(false);
    saved.name = 'Blank chats';
    await saved.submit();
    expect(host.asked.find(({ name }) => name === 'save_search')?.request).toEqual({
      name: 'Blank chats',
      query: 'service:chat blank',
      sort: null,
    });
    expect(saved.form).toBeNull();
    expect(saved.current?.slug).toBe('new');
    expect(toasts.list.at(-1)?.text).toBe('Saved as searches/new.toml');
  });

  it('keep the name that was refused, and say why', async () => {
    const { saved, finding } = desk([]);
    finding.setQuery('blank');
    saved.begin();
    saved.name = 'taken';
    await saved.submit();
    expect([saved.failure?.message, saved.name]).toEqual(['It is called so already', 'taken']);
    expect(saved.form).not.toBeNull();
  });

  it('take another query, and give it back', async () => {
    const { saved, finding, toasts } = desk([search('retry')]);
    await saved.refresh();
    saved.open(saved.list[0] as SavedSearch);
    finding.setQuery('mode:retry type:catch');
    await saved.update();
    expect(saved.current?.query).toBe('mode:retry type:catch');
    toasts.list.at(-1)?.action?.run();
    await settled();
    expect(saved.list[0]?.query).toBe('mode:retry');
  });

  it('are renamed, deleted and brought back', async () => {
    const { saved, toasts } = desk([search('retry')]);
    await saved.refresh();
    saved.rename(saved.list[0] as SavedSearch);
    expect(saved.name).toBe('About retry');
    saved.name = 'Twice';
    await saved.submit();
    expect(saved.list[0]).toMatchObject({ slug: 'retry', name: 'Twice', query: 'mode:retry' });
    await saved.remove(saved.list[0] as SavedSearch);
    expect(saved.list).toEqual([]);
    toasts.list.at(-1)?.action?.run();
    await settled();
    expect(saved.list).toHaveLength(1);
  });
});
