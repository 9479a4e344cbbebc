import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../ipc';
import { utcNow, utcToday } from './clock';
import { quickHost } from './fixtures';
import type { Buffer, Mark } from './marks';
import { Timeline } from './timeline.svelte';
import { Turns } from './turns';

const message = (time: string, text: string): ChatMessage => ({
  time,
  who: 'ines',
  text,
  entry: `- 2026-06-04T${time}Z ${text}`,
});
const MESSAGES = [
  message('09:40', 'first ticket'),
  message('09:41', 'lunch?'),
  message('09:50', 'rolled back'),
];

function buffer(text: string): Buffer & { changes: unknown[] } {
  const changes: unknown[] = [];
  const mark: Mark = {
    text,
    change: (made) => void changes.push(...made),
    become: () => undefined,
    insert: () => undefined,
    release: () => undefined,
  };
  return { changes, text: () => text, length: text.length, mark: () => mark };
}

describe('a timeline', () => {
  it('says the moment in UTC and whole minutes', () => {
    expect(utcNow(new Date('2026-06-04T11:40:59.9+02:00'))).toBe('2026-06-04T09:40Z');
  });

  it('makes entries of the chosen messages and keeps nothing of the form', async () => {
    const host = quickHost({
      read_chat: () => ({ messages: MESSAGES }),
      add_entries: ({ entries }) => ({ changes: [{ from: 1, to: 1, insert: entries.join('\n') }] }),
    });
    const timeline = new Timeline(host, new Turns());
    const text = buffer('# T\n');
    timeline.attach(text);
    timeline.show();
    expect(timeline.day).toBe(utcToday());
    timeline.chat = 'whatever';
    await timeline.read();
    timeline.toggle(2);
    timeline.toggle(0);
    timeline.toggle(1);
    timeline.toggle(1);
    await timeline.add();
    const insert = '- 2026-06-04T09:40Z first ticket\n- 2026-06-04T09:50Z rolled back';
    expect(text.changes).toEqual([{ from: 1, to: 1, insert }]);
    expect([timeline.open, timeline.chat, timeline.messages]).toEqual([false, '', []]);
  });

  it('says why it was not sorted and leaves the text', async () => {
    const text = buffer('- 09:00 a\n');
    const timeline = new Timeline(quickHost({}), new Turns());
    timeline.attach(text);
    expect((await timeline.sort())?.message).toBeTruthy();
    expect(text.changes).toEqual([]);
  });
});
