import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestOf } from '../ipc';
import { HeldHost, page } from './fixtures';
import { Search } from './search.svelte';

let host: HeldHost;
let search: Search;

const asked = (at: number) => host.asked[at]?.request as RequestOf<'find_records'>;
const answer = (at: number, total: number) => host.answer(at, page(asked(at), total));

beforeEach(() => {
  host = new HeldHost();
  search = new Search(host, () => new Map());
});

describe('what is typed, as a question,', () => {
  it('says that a word is being typed only until it is left', async () => {
    search.type('red ', 4);
    expect(asked(0).typing).toBe(false);
    await answer(0, 1);
    search.type('red', 3);
    expect(asked(1).typing).toBe(true);
    await answer(1, 1);
    search.setQuery('red');
    expect(asked(2).typing).toBe(false);
    await answer(2, 1);
    search.type('redi type:', 10);
    expect(asked(3)).toMatchObject({ query: 'redi', typing: false });
  });

  it('asks nothing while a value is half typed, and again where the last answer failed', async () => {
    search = new Search(host, () => new Map([['type', new Map([['catch', '']])]]));
    search.type('red type:', 9);
    await answer(0, 7);
    const { question } = search;
    search.type('red type:c', 10);
    expect(await search.answered()).toBe(true);
    search.setQuery('red');
    expect([host.asked.length, search.question, search.total]).toEqual([1, question, 7]);

    search.refresh();
    await host.fail(1, { code: 'failed', message: 'The index is being rebuilt', hint: null });
    search.setQuery('red');
    expect(host.asked).toHaveLength(3);
  });

  it('asks for the same again after another vault was opened', async () => {
    search.setQuery('red');
    await answer(0, 7);
    search.reset();
    search.setQuery('red');
    expect(host.asked).toHaveLength(2);
    search.reset();
    search.clear();
    await answer(1, 7);
    expect(asked(2).query).toBe('');
    expect(search.head).toBeNull();
  });

  it('reads what is typed anew when the vault has other values', async () => {
    const values = new Map<string, Map<string, string>>();
    search = new Search(host, () => values);
    search.type('red type:c', 10);
    expect(asked(0).query).toBe('red type:c');
    await answer(0, 0);
    values.set('type', new Map([['catch', '']]));
    search.refresh();
    expect(asked(1).query).toBe('red');
  });
});
