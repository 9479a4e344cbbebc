import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommitChoices, CommitRow, Linked, MomentView } from '../ipc';
import { page, quickHost, settled } from './fixtures';
import { Tie } from './tie.svelte';
import { Toasts } from './toasts.svelte';

const at = {} as MomentView;
const commit = (id: string, title: string): CommitRow => ({
  repo: 'web',
  commit: id,
  short: id.slice(0, 7),
  title,
  author: 'Ines Moreau',
  at,
  target: `web@${id.slice(0, 12)}`,
});
const CHOICES: CommitChoices = {
  rows: [commit('a41f9c2d10e3f4', 'Adopt the stream'), commit('b52a', 'Say how it is built')],
  named: null,
  note: null,
};
const LINKED: Linked = { id: 'C-7K3Q2', path: 'a.md', links: [] };

function desk(choices = CHOICES) {
  const host = quickHost({
    find_commits: () => choices,
    find_records: (request) => page(request, 2),
    link_record: () => LINKED,
    unlink_record: () => LINKED,
  });
  const toasts = new Toasts();
  const log = vi.fn<(what: string, then: (id: string) => void) => void>();
  return { tie: new Tie(host, toasts, log), host, toasts, log };
}

describe('tying a record', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('offers commits, and links the chosen one as suspected where it is not sure', async () => {
    const { tie, host, toasts } = desk();
    tie.show('C-7K3Q2', 'introduced');
    await settled();
    expect(tie.offers.map(({ id }) => id)).toEqual(['tie-web@a41f9c2d10e3', 'tie-web@b52a']);
    tie.move(1);
    tie.suspected = true;
    await tie.take();
    expect(host.asked.at(-1)).toEqual({
      name: 'link_record',
      request: { handle: 'C-7K3Q2', to: 'introduced', target: 'web@b52a?' },
    });
    expect(tie.to).toBeNull();
    const [toast] = toasts.list;
    if (toast) toasts.act(toast);
    expect(host.asked.at(-1)?.name).toBe('unlink_record');
  });

  it('writes into the text that is being edited, not into its file', async () => {
    const { tie, host, toasts } = desk();
    const link = vi.fn(() => Promise.resolve(null));
    tie.show('C-7K3Q2', 'fixed', { editable: true, link });
    await settled();
    await tie.take();
    expect(link).toHaveBeenCalledWith('fixed', 'web@a41f9c2d10e3');
    expect(host.asked.some(({ name }) => name === 'link_record')).toBe(false);
    expect(toasts.list[0]?.text).toBe('In the text: the change that fixed it');
    tie.show('C-7K3Q2', 'incident', { editable: true, link });
    await settled();
    await tie.take();
    expect(host.asked.at(-1)?.name).toBe('link_record');
  });

  it('writes into the file where the text was left meanwhile', async () => {
    const { tie, host } = desk();
    const text = { editable: true, link: vi.fn(() => Promise.resolve(null)) };
    tie.show('C-7K3Q2', 'fixed', text);
    await settled();
    text.editable = false;
    await tie.take();
    expect(text.link).not.toHaveBeenCalled();
    expect(host.asked.at(-1)?.name).toBe('link_record');
  });

  it('asks once typing rests', async () => {
    const { tie, host } = desk();
    tie.show('C-7K3Q2', 'fixed');
    tie.type('s');
    tie.type('st');
    vi.advanceTimersByTime(200);
    await settled();
    const asked = host.asked.map(({ request }) => (request as { text: string }).text);
    expect(asked).toEqual(['', 'st']);
  });

  it('offers what names a change by itself first, unless it is a row already', async () => {
    const named = (target: string) => ({ ...CHOICES, named: { target, title: null } });
    const first = async (choices: CommitChoices) => {
      const { tie } = desk(choices);
      tie.show('C-7K3Q2', 'fixed');
      await settled();
      return tie.offers[0]?.kind;
    };
    expect(await first(named('PR 2331'))).toBe('named');
    expect(await first(named('a41f9c2d10e3'))).toBe('commit');
  });

  it('makes the catch in place and ties it once it is saved', async () => {
    const { tie, host, log } = desk();
    tie.show('I-R4PEM', 'caught-by');
    tie.type('blank reply');
    vi.advanceTimersByTime(200);
    await settled();
    expect(host.asked.at(-1)?.request).toMatchObject({ query: 'type:catch blank reply' });
    tie.move(-1);
    expect(tie.offer?.kind).toBe('log');
    await tie.take();
    expect(log.mock.calls[0]?.[0]).toBe('blank reply');
    log.mock.calls[0]?.[1]('C-00001');
    await settled();
    expect(host.asked.at(-1)?.request).toEqual({ handle: 'I-R4PEM', to: 'caught-by', target: 'C-00001' });
  });
});
