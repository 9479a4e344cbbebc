import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FieldsView, TextChange } from '../ipc';
import { HeldHost, settled } from './fixtures';
import { Form } from './form.svelte';
import type { Buffer } from './marks';
import { Turns } from './turns';

const view: FieldsView = {
  kind_label: 'Catch',
  fields: [],
  problems: [],
  parts: [],
  next_status: null,
  words: 0,
  silenced: 0,
};

describe('the fields of a text', () => {
  let host: HeldHost;
  let form: Form;
  const given: TextChange[][] = [];
  const typing = vi.fn<() => void>();
  const buffer: Buffer = {
    length: 3,
    text: () => 'now',
    mark: () => ({
      text: 'then',
      become: () => undefined,
      change: (changes) => void given.push([...changes]),
      insert: () => undefined,
      release: () => undefined,
    }),
  };

  beforeEach(async () => {
    vi.useFakeTimers();
    given.length = 0;
    host = new HeldHost();
    form = new Form(host, new Turns(), typing);
    form.attach(buffer, () => 'catches/a.md', false);
    await host.answer(0, view);
    return () => vi.useRealTimers();
  });

  it('are read when the keys rest, and never between them', () => {
    form.changed();
    vi.advanceTimersByTime(250);
    form.changed();
    vi.advanceTimersByTime(250);
    expect(host.asked).toHaveLength(1);
    vi.advanceTimersByTime(60);
    expect(host.asked).toHaveLength(2);
  });

  it('edit the text that they were read from, and are read again', async () => {
    const done = form.set('tags', ['a']);
    await settled();
    expect(host.asked[1]?.request).toEqual({ text: 'then', field: 'tags', values: ['a'] });
    await host.answer(1, { changes: [{ from: 0, to: 0, insert: 'tags: a\n' }] });
    await host.answer(2, { ...view, words: 7 });
    expect(await done).toBe(true);
    expect(given).toEqual([[{ from: 0, to: 0, insert: 'tags: a\n' }]]);
    expect(form.view.answer?.words).toBe(7);
  });

  it('are told of every key in one, until the text has it', async () => {
    form.type('tags', ['a']);
    expect(form.typed).toEqual({ field: 'tags', values: ['a'] });
    expect(typing).toHaveBeenCalledTimes(1);
    const done = form.set('tags', ['ab']);
    expect(form.typed).toEqual({ field: 'tags', values: ['ab'] });
    await settled();
    await host.answer(1, { changes: [] });
    await host.answer(2, view);
    await done;
    expect(form.typed).toBeNull();
  });

  it('go into a text that is kept, where that can be written', async () => {
    const typed = { field: 'tags', values: ['a'] };
    const kept = form.with('one\ntwo', typed);
    await host.answer(1, { changes: [{ from: 3, to: 3, insert: '\ntags: a' }] });
    expect(await kept).toBe('one\ntags: a\ntwo');
    const refused = form.with('one', typed);
    await host.fail(2, { code: 'bad-request', message: 'In the text', hint: null });
    expect(await refused).toBe('one');
    expect(await form.with('one', null)).toBe('one');
  });

  it('hold the chain too: a tie goes into the text, or it is said why not', async () => {
    const done = form.link('introduced', 'a41f9c2');
    await settled();
    const request = { text: 'then', path: 'catches/a.md', to: 'introduced', target: 'a41f9c2' };
    expect(host.asked[1]).toMatchObject({ name: 'link_text', request });
    await host.fail(1, { code: 'bad-request', message: 'names no change', hint: null });
    await host.answer(2, view);
    expect((await done)?.message).toBe('names no change');
    expect(given).toEqual([]);
  });

  it('say why one could not be edited, and leave the text alone', async () => {
    const done = form.set('guards', ['a']);
    await settled();
    await host.fail(1, { code: 'bad-request', message: 'In the text', hint: null });
    await host.answer(2, view);
    expect(await done).toBe(false);
    expect(form.refused?.field).toBe('guards');
    expect(given).toEqual([]);
  });
});
