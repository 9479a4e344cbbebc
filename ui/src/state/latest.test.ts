import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from './fixtures';
import { Latest, PATIENCE } from './latest.svelte';

let held: Map<string, { answer: (value: string) => void; fail: (error: unknown) => void }>;
let latest: Latest<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  held = new Map();
  latest = new Latest((question) => new Promise((answer, fail) => held.set(question, { answer, fail })));
});
afterEach(() => vi.useRealTimers());

async function answer(question: string): Promise<void> {
  held.get(question)?.answer(`answer to ${question}`);
  await settled();
}

describe('Latest', () => {
  it('shows the answer to the last question, in whatever order answers arrive', async () => {
    void latest.ask('a');
    void latest.ask('b');
    await answer('b');
    await answer('a');
    expect(latest.answer).toBe('answer to b');
    expect(latest.waiting).toBe(false);
  });

  it('keeps waiting when only an old answer arrives', async () => {
    void latest.ask('a');
    void latest.ask('b');
    await answer('a');
    expect(latest.answer).toBeNull();
    expect(latest.waiting).toBe(true);
  });

  it('shows what answers the same question, however often it is asked again', async () => {
    const asked: ((value: string) => void)[] = [];
    const again = new Latest(() => new Promise<string>((answer) => asked.push(answer)));
    void again.ask('a');
    vi.advanceTimersByTime(PATIENCE - 1);
    void again.ask('a');
    vi.advanceTimersByTime(1);
    expect(again.slow).toBe(true);
    void again.ask('a');
    asked[1]?.('second');
    asked[0]?.('first');
    await settled();
    expect([again.answer, again.waiting]).toEqual(['second', true]);
    asked[2]?.('third');
    await settled();
    expect([again.answer, again.waiting]).toEqual(['third', false]);
  });

  it('keeps the old answer until the new one is here', async () => {
    void latest.ask('a');
    await answer('a');
    void latest.ask('b');
    expect(latest.answer).toBe('answer to a');
    await answer('b');
    expect(latest.answer).toBe('answer to b');
  });

  it('drops the failure of an old question', async () => {
    void latest.ask('a');
    void latest.ask('b');
    await answer('b');
    held.get('a')?.fail(new Error('gone'));
    await settled();
    expect(latest.failure).toBeNull();
    expect(latest.answer).toBe('answer to b');
  });

  it('has a failure in place of an answer, and loses it with the next one', async () => {
    void latest.ask('a');
    held.get('a')?.fail({ code: 'not-found', message: 'No record answers', hint: null });
    await settled();
    expect(latest.failure?.code).toBe('not-found');
    expect(latest.answer).toBeNull();
    void latest.ask('b');
    await answer('b');
    expect(latest.failure).toBeNull();
  });

  it('drops what arrives after it was cleared', async () => {
    void latest.ask('a');
    latest.clear();
    await answer('a');
    expect(latest.answer).toBeNull();
    expect(latest.asked).toBeNull();
    expect(latest.waiting).toBe(false);
  });

  it('gives a sign only after a while', async () => {
    void latest.ask('a');
    vi.advanceTimersByTime(PATIENCE - 1);
    expect(latest.slow).toBe(false);
    vi.advanceTimersByTime(1);
    expect(latest.slow).toBe(true);
    await answer('a');
    expect(latest.slow).toBe(false);
  });
});
