import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { quickHost } from './fixtures';
import { Searched } from './searched.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function kept() {
  let queries = ['old'];
  const host = quickHost({
    list_searched: () => ({ queries }),
    note_searched: ({ query }) => ({ queries: (queries = [query, ...queries]) }),
    forget_searched: () => ({ queries: (queries = []) }),
  });
  return new Searched(host);
}

describe('what was searched for', () => {
  it('counts once it has rested, not at each key', async () => {
    const searched = kept();
    await searched.refresh();
    for (const query of ['r', 're', 'red']) {
      searched.watch(query);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(searched.queries).toEqual(['old']);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(searched.queries).toEqual(['red', 'old']);
  });

  it('counts at once where it was used, and only once', async () => {
    const searched = kept();
    searched.watch('red');
    await searched.note('red');
    await searched.note('red');
    await searched.note(' ');
    await vi.advanceTimersByTimeAsync(9_000);
    expect(searched.queries).toEqual(['red', 'old']);
  });

  it('is forgotten when asked, and does not wait for another vault', async () => {
    const searched = kept();
    await searched.note('red');
    await searched.forget();
    expect(searched.queries).toEqual([]);
    searched.watch('blank');
    searched.clear();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(searched.queries).toEqual([]);
  });
});
