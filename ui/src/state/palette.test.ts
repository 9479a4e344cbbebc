import { describe, expect, it, vi } from 'vitest';
import type { FacetValue, PaletteAnswer } from '../ipc';
import type { Command } from './commands';
import { HeldHost, row, saved } from './fixtures';
import { matching } from './matching';
import { groupsOf, Palette, readText } from './palette.svelte';

const command = (id: string, label: string, also?: string): Command => ({
  id,
  label,
  icon: 'theme',
  run: vi.fn(),
  ...(also ? { also } : {}),
});
const COMMANDS = [
  command('dark', 'Dark theme', 'night colour'),
  command('light', 'Light theme', 'colour'),
  command('rebuild', 'Rebuild the index', 'reindex'),
];
const value = (name: string): FacetValue => ({
  value: name,
  label: name,
  count: 1,
  on: false,
  query: `service:${name}`,
});
const ANSWER: PaletteAnswer = {
  records: [row(1), row(2)],
  total: 12,
  people: [{ ...value('dana'), query: 'by:dana' }],
  services: [value('checkout')],
  topics: [value('navigation')],
  searches: [saved('retry')],
};

const labels = (text: string) => groupsOf(text, ANSWER, COMMANDS).map((group) => group.label);

describe('the palette', () => {
  it('reads the sign in front', () => {
    expect(readText('> theme')).toEqual({ only: 'commands', words: 'theme' });
    expect(readText('@che')).toEqual({ only: 'services', words: 'che' });
    expect(readText('#nav')).toEqual({ only: 'topics', words: 'nav' });
    expect(readText('async lock ')).toEqual({ only: null, words: 'async lock' });
  });

  it('lists records first and the whole search last', () => {
    expect(labels('theme')).toEqual([
      'Records',
      'Saved searches',
      'Services',
      'People',
      'Topics',
      'Commands',
      'Search everything',
    ]);
    expect(labels('')).toEqual(['Newest records', 'Saved searches', 'Commands']);
  });

  it('finds a command by letters that stand apart, where none has the words', () => {
    const found = (text: string) => matching(COMMANDS, text).map(({ id }) => id);
    expect(found('drkthm')).toEqual(['dark']);
    expect(found('rbld')).toEqual(['rebuild']);
    expect(found('dt')).toEqual([]);
    expect(found('xyz')).toEqual([]);
  });

  it('offers earlier searches, those that hold what is typed', () => {
    const queries = (text: string) =>
      groupsOf(text, null, [], ['service:chat blank', 'redirect', 'red', 'reply'])
        .filter(({ label }) => label === 'Earlier searches')
        .flatMap(({ entries }) => entries.map((entry) => (entry.kind === 'searched' ? entry.query : '')));
    expect(queries('')).toEqual(['service:chat blank', 'redirect', 'red']);
    expect(queries('red')).toEqual(['redirect']);
    expect(queries('@red')).toEqual([]);
  });

  it('offers to begin a catch with words that name no command', () => {
    const log: Command = {
      ...command('log', 'Log a catch'),
      about: (words) => command('log-about', `Log a catch about “${words}”`),
    };
    const commands = (text: string) =>
      groupsOf(text, null, [log]).flatMap(({ entries }) =>
        entries.flatMap((entry) => (entry.kind === 'command' ? [entry.command.label] : [])),
      );
    expect(commands('async lock')).toEqual(['Log a catch about “async lock”']);
    expect(commands('log')).toEqual(['Log a catch']);
    expect(commands('')).toEqual(['Log a catch']);
    expect(commands('>async')).toEqual(['Log a catch about “async”']);
  });

  it('lists one kind alone behind a sign', () => {
    expect(labels('>dark')).toEqual(['Commands']);
    expect(labels('@')).toEqual(['Services', 'People']);
    expect(labels('#')).toEqual(['Topics']);
  });

  it('does not offer to delete before anyone asked', () => {
    const commands = [...COMMANDS, command('delete', 'Delete this record')];
    const ids = (text: string) =>
      groupsOf(text, null, commands).flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(ids('')).not.toContain('palette-command-delete');
    expect(ids('delete')).toContain('palette-command-delete');
  });

  it('gives every line a name of its own', () => {
    const ids = groupsOf('theme', ANSWER, COMMANDS).flatMap((group) =>
      group.entries.map((entry) => entry.id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('walks round and starts over when the text changes', async () => {
    const host = new HeldHost();
    const palette = new Palette(host);
    palette.show(COMMANDS);
    await host.answer(0, ANSWER);
    expect(palette.entries).toHaveLength(6);
    palette.move(-1);
    expect(palette.entry?.id).toBe(palette.entries[5]?.id);
    palette.move(1);
    expect(palette.chosen).toBe(0);
    palette.move(1);
    palette.type('th');
    expect(palette.chosen).toBe(0);
  });

  it('asks nobody for commands, and drops late answers once closed', async () => {
    const host = new HeldHost();
    const palette = new Palette(host);
    palette.show(COMMANDS, [], '>');
    expect(host.asked).toHaveLength(0);
    palette.type('lock');
    palette.close();
    await host.answer(0, ANSWER);
    expect(palette.found.answer).toBeNull();
  });
});

describe('matching', () => {
  const found = (typed: string) => matching(COMMANDS, typed).map(({ id }) => id);

  it('wants every word, in any order and in other words too', () => {
    expect(found('theme dark')).toEqual(['dark']);
    expect(found('night')).toEqual(['dark']);
    expect(found('colour')).toEqual(['dark', 'light']);
    expect(found('theme nope')).toEqual([]);
    expect(found('')).toEqual(['dark', 'light', 'rebuild']);
  });

  it('prefers the beginning of a word', () => {
    expect(found('index')).toEqual(['rebuild']);
    expect(found('hem')).toEqual(['dark', 'light']);
    expect(found('he')).toEqual([]);
  });
});
