import { describe, expect, it } from 'vitest';
import type { RecordHistory, SnapshotList, StateText } from '../ipc';
import { Earlier } from './earlier.svelte';
import { quickHost, settled } from './fixtures';
import { Toasts } from './toasts.svelte';

const KEPT: SnapshotList = {
  id: 'C-7K3Q2',
  title: 'Reply blank',
  path: 'a.md',
  snapshots: [
    {
      number: 2,
      at: '2026-06-14T09:00:00Z',
      when: '',
      size: 9,
      reason: 'editing',
      path: null,
      current: true,
    },
    { number: 1, at: '2026-06-12T09:00:00Z', when: '', size: 9, reason: 'merge', path: null, current: false },
  ],
  damaged: [],
};
const HISTORY: RecordHistory = {
  revisions: [
    {
      state: { in: 'commit', after: { commit: 'a41f9c2d', path: 'a.md' }, before: null },
      short: 'a41f9c2',
      title: 'Say more',
      author: 'Ines Moreau',
      at: '2026-06-13T09:00:00Z',
      when: '13 Jun 2026, 11:00',
      path: null,
      current: false,
    },
  ],
  note: null,
};

function open() {
  const host = quickHost({
    list_snapshots: () => KEPT,
    record_history: () => HISTORY,
    show_state: (): StateText => ({ text: 'then', file: 'now', before: null }),
    restore_state: () => ({ id: 'C-7K3Q2', path: 'a.md', changed: true, before: 3, note: null }),
  });
  const toasts = new Toasts();
  return { earlier: new Earlier(host, toasts), host, toasts };
}

describe('earlier states', () => {
  it('lists what was kept and what was committed as one, the newest first', async () => {
    const { earlier } = open();
    await earlier.show('C-7K3Q2');
    expect(earlier.rows.map(({ key }) => key)).toEqual(['kept 2', 'commit a41f9c2', 'kept 1']);
  });

  it('looks at the newest state that differs, and goes on by keys', async () => {
    const { earlier, host } = open();
    await earlier.show('C-7K3Q2');
    expect(earlier.selected).toBe('commit a41f9c2');
    earlier.move(1);
    expect(earlier.selected).toBe('kept 1');
    await settled();
    expect(host.asked.at(-1)).toEqual({
      name: 'show_state',
      request: { handle: 'C-7K3Q2', state: { in: 'kept', number: 1 } },
    });
  });

  it('brings a commit back, and takes that back by what was kept', async () => {
    const { earlier, host, toasts } = open();
    await earlier.show('C-7K3Q2');
    earlier.select('commit a41f9c2');
    await earlier.restore();
    const [toast] = toasts.list;
    expect(toast?.text).toBe('The file is as it was on 13 Jun 2026, 11:00.');
    if (toast) toasts.act(toast);
    const restored = host.asked.filter(({ name }) => name === 'restore_state').map(({ request }) => request);
    expect(restored).toEqual([
      { handle: 'C-7K3Q2', state: HISTORY.revisions[0]?.state },
      { handle: 'C-7K3Q2', state: { in: 'kept', number: 3 } },
    ]);
  });
});
