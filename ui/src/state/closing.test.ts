import { beforeEach, expect, it, vi } from 'vitest';
import { Closing, LIMIT } from './closing.svelte';
import { Copies } from './copies.svelte';
import { HeldHost, settled } from './fixtures';
import { Turns } from './turns';

let host: HeldHost;
let copies: Copies;
let turns: Turns;
let closing: Closing;
let unfiled: string[];

beforeEach(() => {
  vi.useFakeTimers();
  host = new HeldHost();
  turns = new Turns();
  copies = new Copies(host, turns);
  unfiled = [];
  closing = new Closing(host, copies, turns, {
    keep: () => turns.next(() => copies.keep('a.md', { base: '', text: 'x' })),
    unfiled: () => unfiled,
  });
  return () => vi.useRealTimers();
});

const last = () => host.asked.at(-1);

it('closes once what is typed is kept', async () => {
  void closing.asked();
  await settled();
  expect(host.asked.map(({ name }) => name)).toEqual(['keep_buffer']);
  await host.answer(0, {});
  await vi.advanceTimersByTimeAsync(0);
  expect(last()).toEqual({ name: 'close_window', request: { close: true } });
  expect(closing.left).toBeNull();
});

it('waits for a save that was begun', async () => {
  let end: () => void = () => undefined;
  void turns.next(() => new Promise<void>((done) => (end = done)));
  void closing.asked();
  await vi.advanceTimersByTimeAsync(100);
  expect(host.asked).toEqual([]);
  end();
  await settled();
  await host.answer(0, {});
  await vi.advanceTimersByTimeAsync(0);
  expect(last()?.request).toEqual({ close: true });
});

it('asks the person when something cannot be written down, and goes by the answer', async () => {
  unfiled = ['Not filed: “a catch”.'];
  void closing.asked();
  await settled();
  await host.fail(0, { code: 'full', message: 'No room', hint: 'Make room.' });
  await host.fail(1, { code: 'full', message: 'No room', hint: 'Make room.' });
  await vi.advanceTimersByTimeAsync(0);
  expect(closing.left).toEqual(['Not saved: a.md. No room. Make room.', 'Not filed: “a catch”.']);
  expect(last()).toEqual({ name: 'close_window', request: { close: false } });
  closing.stay();
  expect(closing.left).toBeNull();
  void closing.close();
  expect(last()).toEqual({ name: 'close_window', request: { close: true } });
});

it('asks when the disk does not answer', async () => {
  void closing.asked();
  await vi.advanceTimersByTimeAsync(LIMIT);
  expect(closing.left?.[0]).toContain('has not answered');
  expect(last()?.request).toEqual({ close: false });
});
