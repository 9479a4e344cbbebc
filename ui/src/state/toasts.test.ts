import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts, UNDO_TIME } from './toasts.svelte';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('Toasts', () => {
  it('offer to undo for ten seconds', () => {
    const toasts = new Toasts();
    toasts.offer('Deleted', 'Undo', vi.fn());
    vi.advanceTimersByTime(UNDO_TIME - 1);
    expect(toasts.list).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(toasts.list).toHaveLength(0);
  });

  it('say once what failed in the same way again, until that is closed', () => {
    const toasts = new Toasts();
    toasts.fail('No');
    toasts.fail('No');
    expect(toasts.list).toHaveLength(1);
    toasts.close(toasts.list[0]?.id ?? 0);
    toasts.fail('No');
    expect(toasts.list).toHaveLength(1);
  });

  it('act once and are gone', () => {
    const toasts = new Toasts();
    const undo = vi.fn();
    toasts.offer('Deleted', 'Undo', undo);
    const [toast] = toasts.list;
    if (toast) toasts.act(toast);
    expect(undo).toHaveBeenCalledTimes(1);
    expect(toasts.list).toHaveLength(0);
    vi.advanceTimersByTime(UNDO_TIME);
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it('stay when something failed, until they are closed', () => {
    const toasts = new Toasts();
    toasts.fail('The disk is full');
    vi.advanceTimersByTime(60_000);
    expect(toasts.list).toHaveLength(1);
    toasts.close(toasts.list[0]?.id ?? 0);
    expect(toasts.list).toHaveLength(0);
  });

  it('never fill the window', () => {
    const toasts = new Toasts();
    for (let at = 0; at < 20; at += 1) toasts.fail(String(at));
    expect(toasts.list.map((toast) => toast.text)).toEqual(['17', '18', '19']);
  });
});
