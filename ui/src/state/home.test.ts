// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { DueRow, HomeView, Written } from '../ipc';
import { Deeds } from './deeds';
import { HeldHost, settled } from './fixtures';
import { Home } from './home.svelte';
import { Route } from './route.svelte';
import { Toasts } from './toasts.svelte';

function due(line: number): DueRow {
  return {
    handle: 'I-00001',
    path: 'incidents/a.md',
    line,
    text: `Cap *queue* ${String(line)}`,
    words: `Cap queue ${String(line)}`,
    owner: null,
    when: 'today',
    late: false,
  };
}

function view(lines: readonly number[]): HomeView {
  const rows = lines.map(due);
  return {
    day: 'Saturday, 21 November',
    sentence: '',
    kept: [],
    again: {
      total: 9,
      rows: [{ handle: 'G-00001', path: 'guides/a.md', title: 'A guide', reason: 'Superseded', late: null }],
    },
    actions: { total: rows.length, rows },
    drafts: { total: 0, rows: [] },
    weeks: { weeks: [], total: 0, caption: '' },
    recent: [
      {
        handle: 'C-00001',
        path: 'catches/a.md',
        title: 'A catch',
        kind: 'catch',
        date: null,
        severity: null,
        all_green: true,
      },
    ],
  };
}

const written = (more: Partial<Written> = {}): Written => ({
  id: 'I-00001',
  path: 'incidents/a.md',
  changed: true,
  note: null,
  ...more,
});

let host: HeldHost;
let toasts: Toasts;
let home: Home;

beforeEach(async () => {
  host = new HeldHost();
  toasts = new Toasts();
  home = new Home(host, new Deeds(host, toasts, new Route()));
  void home.refresh();
  await host.answer(0, view([4, 7]));
});

/** The last question that was asked. */
const last = () => host.asked.length - 1;

describe('the selection', () => {
  it('starts at the first row and goes through all lists', () => {
    const seen = home.rows.map((_, at) => {
      home.select(at);
      return home.row?.handle;
    });
    expect(seen).toEqual(['G-00001', 'I-00001', 'I-00001', 'C-00001']);
    home.select(99);
    expect(home.selected).toBe(3);
    home.select(-1);
    expect(home.selected).toBe(0);
  });

  it('stays at the first row, whatever comes above it, until a person goes elsewhere', async () => {
    const first = home.row;
    if (first) home.reach(first);
    void home.refresh();
    const more = view([4, 7]);
    const [guide] = more.again.rows;
    if (guide) more.again.rows.unshift({ ...guide, handle: 'G-00002', path: 'guides/b.md' });
    await host.answer(last(), more);
    expect(home.row?.handle).toBe('G-00002');
    const other = home.rows[1];
    if (other) home.reach(other);
    expect(home.row?.handle).toBe('G-00001');
  });

  it('stays on its row when others go, and takes the next one when its own goes', async () => {
    home.select(2);
    void home.refresh();
    await host.answer(last(), view([7]));
    expect(home.row?.action?.line).toBe(7);
    void home.refresh();
    await host.answer(last(), view([]));
    expect(home.row?.handle).toBe('C-00001');
    void home.refresh();
    await host.answer(last(), view([4, 7]));
    expect(home.row?.action?.line, 'an undo brings the selection back').toBe(7);
  });
});

describe('ticking', () => {
  it('asks for the one item and can be undone', async () => {
    home.select(1);
    expect(home.tick()).toBe(true);
    expect(home.ticked).toBe('action incidents/a.md 4');
    const request = { handle: 'I-00001', line: 4, text: 'Cap *queue* 4' };
    expect(host.asked.at(-1)).toEqual({ name: 'tick_action', request: { ...request, done: true } });
    expect(home.tick(), 'a second press asks nothing').toBe(true);
    expect(host.asked.length).toBe(2);

    await host.answer(last(), written());
    const [toast] = toasts.list;
    expect(toast?.text).toBe('Done: Cap queue 4');
    if (toast) toasts.act(toast);
    await settled();
    expect(host.asked.at(-1)).toEqual({ name: 'tick_action', request: { ...request, done: false } });
  });

  it('does nothing on a row without an item', () => {
    expect(home.tick()).toBe(false);
    expect(host.asked.length).toBe(1);
  });

  it('that fails says why and leaves the box open', async () => {
    home.select(1);
    home.tick();
    await host.fail(last(), { code: 'not-found', message: 'It is gone', hint: 'Look there.' });
    expect(toasts.list[0]).toMatchObject({ failed: true, text: 'It is gone. Look there.' });
    expect(home.ticked).toBeNull();
  });

  it('offers no undo for what someone else did', async () => {
    home.select(1);
    home.tick();
    await host.answer(last(), written({ changed: false }));
    expect(toasts.list[0]).toMatchObject({ text: 'It was done already', action: null });
  });
});
