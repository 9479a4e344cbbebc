import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequestOf } from '../ipc';
import { HeldHost, page, row, settled } from './fixtures';
import { PATIENCE } from './latest.svelte';
import { PAGE } from './pages';
import { Search } from './search.svelte';

let host: HeldHost;
let search: Search;

const asked = (at: number) => host.asked[at]?.request as RequestOf<'find_records'>;
const answer = (at: number, total: number) => host.answer(at, page(asked(at), total));

beforeEach(() => {
  vi.useFakeTimers();
  host = new HeldHost();
  search = new Search(host, () => new Map());
});
afterEach(() => vi.useRealTimers());

describe('typing', () => {
  it('asks for the first page with facets', async () => {
    search.type('red', 3);
    expect(asked(0)).toEqual({
      query: 'red',
      sort: 'relevance',
      offset: 0,
      limit: PAGE,
      facets: true,
      typing: true,
      nearest: true,
    });
    await answer(0, 7);
    expect(search.total).toBe(7);
  });

  it('has one question under way, and asks the last one next', async () => {
    search.type('r', 1);
    search.type('re', 2);
    search.type('red', 3);
    expect(host.asked).toHaveLength(1);
    await answer(0, 100);
    expect(asked(1).query).toBe('red');
    expect(host.asked).toHaveLength(2);
  });

  it('drops an answer to a question that was replaced', async () => {
    search.type('r', 1);
    search.type('red', 3);
    await answer(0, 100);
    expect(search.head).toBeNull();
    await answer(1, 7);
    expect(search.total).toBe(7);
  });

  it('tells when what is shown is the answer to the newest question', async () => {
    search.type('r', 1);
    const first = search.answered();
    search.type('red', 3);
    await answer(0, 100);
    await answer(1, 7);
    expect(await first).toBe(true);
    search.type('redi', 4);
    const failed = search.answered();
    await host.fail(2, { code: 'failed', message: 'No', hint: '' });
    expect(await failed).toBe(false);
  });

  it('is slow only after a while', async () => {
    search.type('red', 3);
    vi.advanceTimersByTime(PATIENCE - 1);
    expect(search.slow).toBe(false);
    vi.advanceTimersByTime(1);
    expect(search.slow).toBe(true);
    await answer(0, 1);
    expect(search.slow).toBe(false);
  });

  it('keeps what was found when the next question fails, and says so', async () => {
    search.type('red', 3);
    await answer(0, 7);
    search.type('redi', 4);
    await host.fail(1, { code: 'failed', message: 'The index is being rebuilt', hint: null });
    expect(search.failure?.message).toBe('The index is being rebuilt');
    search.type('redir', 5);
    await answer(2, 3);
    expect(search.failure).toBeNull();
  });
});

describe('chips', () => {
  it('go out as part of the query', async () => {
    search.type('service:checkout ', 17);
    search.type('red', 3);
    await answer(0, 1);
    expect(search.parts).toEqual({ chips: ['service:checkout'], text: 'red' });
    expect(asked(1).query).toBe('service:checkout red');
  });

  it('are dropped and reopened', () => {
    search.setQuery('service:checkout gate:e2e red');
    expect(search.reopenChip()).toBe(8);
    expect(search.parts).toEqual({ chips: ['service:checkout'], text: 'gate:e2e red' });
    search.dropChip(0);
    expect(search.query).toBe('gate:e2e red');
    expect(search.reopenChip()).toBeNull();
  });

  it('are made of all that is typed when it is settled', () => {
    search.type('red gate:e2e', 12);
    search.settle();
    expect(search.parts).toEqual({ chips: ['gate:e2e'], text: 'red' });
  });
});

describe('a long list', () => {
  beforeEach(async () => {
    search.refresh();
    await answer(0, 100_000);
  });

  it('asks only for pages in view', async () => {
    search.show({ first: PAGE - 10, end: PAGE + 10 });
    expect(host.asked).toHaveLength(2);
    expect(asked(1)).toMatchObject({ offset: PAGE, limit: PAGE, facets: false });
    await answer(1, 100_000);
    const last = 2 * PAGE - 1;
    expect(search.rows.pages.row(last)?.handle).toBe(row(last).handle);
    search.show({ first: PAGE - 9, end: PAGE + 11 });
    expect(host.asked).toHaveLength(2);
  });

  it('skips the pages that were scrolled past', async () => {
    for (let page = 100; page <= 4_900; page += 100)
      search.show({ first: page * PAGE, end: page * PAGE + 10 });
    expect(host.asked.length).toBeLessThanOrEqual(3);
    await answer(1, 100_000);
    await answer(2, 100_000);
    expect(asked(host.asked.length - 1).offset).toBe(4_900 * PAGE);
  });

  it('drops a page of an older answer', async () => {
    search.show({ first: 500, end: 510 });
    search.setQuery('red');
    await answer(2, 100_000);
    const before = search.rows.pages;
    await host.answer(1, { ...page(asked(1), 100_000), rows: [row(7, { handle: 'OLD' })] });
    expect(search.rows.pages).toBe(before);
    expect(search.rows.pages.row(500)?.handle).not.toBe('OLD');
  });

  it('asks for the page of a record that was selected far away', () => {
    search.select(99_999);
    expect(asked(1).offset).toBe(99_999 - (99_999 % PAGE));
    search.select(1_000_000);
    expect(search.selected).toBe(99_999);
    search.select(-5);
    expect(search.selected).toBe(0);
  });

  it('finds the neighbours of a record across pages', async () => {
    const going = search.neighbour(row(PAGE - 1).handle, 1);
    await settled();
    await answer(1, 100_000);
    expect((await going)?.handle).toBe(row(PAGE).handle);
    expect(search.selected).toBe(PAGE);
    expect(await search.neighbour(row(0).handle, -1)).toBeNull();
    expect(await search.neighbour('C-NOPE', 1)).toBeNull();
  });
});

describe('records that change', () => {
  it('keep the selection on its record', async () => {
    search.refresh();
    await answer(0, 10);
    search.select(3);
    search.refresh();
    const shifted = page(asked(1), 11);
    await host.answer(1, { ...shifted, rows: [row(90), ...shifted.rows.slice(0, 10)] });
    expect(search.row?.handle).toBe(row(3).handle);
    expect(search.selected).toBe(4);
  });

  it('are not another question', async () => {
    search.refresh();
    await answer(0, 10);
    const { question } = search;
    search.refresh();
    await answer(1, 10);
    expect(search.question).toBe(question);
    search.setQuery('red');
    await answer(2, 10);
    expect(search.question).toBe(question + 1);
  });

  it('never starve the answer, however fast they change', async () => {
    search.refresh();
    search.refresh();
    search.refresh();
    await answer(0, 10);
    expect(search.total).toBe(10);
    expect(host.asked).toHaveLength(2);
  });
});

describe('files that are looked through', () => {
  const piece = async (at: number, looked: number, total: number) => {
    const scan = { looked, of: 100, unread: 0, going: looked < 100 };
    await host.answer(at, { ...page(asked(at), total), scan });
    vi.runOnlyPendingTimers();
    await settled();
  };

  it('are asked for again until there are no more', async () => {
    search.setQuery('/redir/');
    await piece(0, 40, 1);
    expect([search.total, search.scan?.looked]).toEqual([1, 40]);
    expect(asked(1).query).toBe('/redir/');
    await piece(1, 100, 3);
    expect([search.total, search.scan]).toEqual([3, null]);
    expect(host.asked).toHaveLength(2);
    expect(search.question).toBe(1);
  });

  it('are left alone once the person stops, with what was found', async () => {
    search.setQuery('/redir/');
    await piece(0, 40, 1);
    expect(search.back()).toBe(true);
    await piece(1, 60, 2);
    expect([search.stopped, search.total, host.asked.length]).toEqual([true, 2, 2]);
    expect(search.back()).toBe(true);
    expect(search.query).toBe('');
    expect(search.stopped).toBe(false);
  });

  it('give way to another question', async () => {
    search.setQuery('/redir/');
    await piece(0, 40, 1);
    search.setQuery('blank');
    await piece(1, 60, 2);
    expect(asked(2).query).toBe('blank');
  });
});

describe('another vault', () => {
  it('drops the answer of the one before', async () => {
    search.setQuery('red');
    search.reset();
    search.refresh();
    await answer(0, 99);
    expect(search.head).toBeNull();
    await answer(1, 5);
    expect(search.total).toBe(5);
    expect(asked(1).query).toBe('');
  });
});
