import type { FacetValue, Host, PaletteAnswer, PaletteRequest, RecordRow, SavedSearch } from '../ipc';
import { Latest } from './latest.svelte';
import type { Command } from './commands';
import { matching } from './matching';

export type Entry =
  | { kind: 'record'; id: string; row: RecordRow }
  | { kind: 'command'; id: string; command: Command }
  | { kind: 'person' | 'service' | 'topic'; id: string; value: FacetValue }
  | { kind: 'saved'; id: string; search: SavedSearch }
  | { kind: 'searched'; id: string; query: string }
  | { kind: 'search'; id: string; query: string };

export interface Group {
  label: string;
  entries: Entry[];
}

/** What the first letter restricts the list to. */
export type Only = 'commands' | 'services' | 'topics' | null;

export function readText(text: string): { only: Only; words: string } {
  const only = ({ '>': 'commands', '@': 'services', '#': 'topics' } as const)[text.charAt(0)] ?? null;
  return { only, words: (only ? text.slice(1) : text).trim() };
}

const ROWS = 5;
/** Rows when a sign restricts the list to one kind. */
const MANY = 20;
const COMMANDS = 4;
/** Saved and earlier searches, people, services and topics beside records. */
const FEW = 3;

/** The command palette: what was typed, what fits, and which line is chosen. */
export class Palette {
  open = $state(false);
  text = $state('');
  chosen = $state(0);
  commands: readonly Command[] = $state.raw([]);
  /** Earlier queries, the newest first. */
  searched: readonly string[] = $state.raw([]);

  readonly found: Latest<PaletteRequest, PaletteAnswer>;
  readonly groups: Group[] = $derived.by(() =>
    groupsOf(this.text, this.found.answer, this.commands, this.searched),
  );
  readonly entries: Entry[] = $derived(this.groups.flatMap((group) => group.entries));
  readonly entry: Entry | undefined = $derived(this.entries[Math.min(this.chosen, this.entries.length - 1)]);

  constructor(host: Host) {
    this.found = new Latest((request) => host.call('palette', request));
  }

  show(commands: readonly Command[], searched: readonly string[] = [], text = ''): void {
    this.commands = commands;
    this.searched = searched;
    this.open = true;
    this.type(text);
  }

  type(text: string): void {
    this.text = text;
    this.chosen = 0;
    const { only, words } = readText(text);
    if (only !== 'commands') void this.found.ask({ text: words, limit: only ? MANY : ROWS });
  }

  move(by: number): void {
    const { length } = this.entries;
    if (length > 0) this.chosen = (this.chosen + by + length) % length;
  }

  close(): void {
    this.open = false;
    this.found.clear();
  }
}

export function groupsOf(
  text: string,
  answer: PaletteAnswer | null,
  commands: readonly Command[],
  searched: readonly string[] = [],
): Group[] {
  const { only, words } = readText(text);
  const groups: Group[] = [];
  const add = (label: string, entries: Entry[]): void => {
    if (entries.length > 0) groups.push({ label, entries });
  };
  if (only === null)
    add(words ? 'Records' : 'Newest records', (answer?.records ?? []).slice(0, ROWS).map(recordEntry));
  if (only === null) {
    add('Saved searches', (answer?.searches ?? []).slice(0, FEW).map(savedEntry));
    add('Earlier searches', earlier(searched, words).map(searchedEntry));
  }
  if (only === null || only === 'services') add('Services', values('service', answer?.services, only, words));
  if (only === null || only === 'services') add('People', values('person', answer?.people, only, words));
  if (only === null || only === 'topics') add('Topics', values('topic', answer?.topics, only, words));
  if (only === null || only === 'commands') {
    // What takes something away waits to be asked for by name.
    const offered = words || only ? commands : commands.filter((command) => command.id !== 'delete');
    const fitting = matching(offered, words);
    const shown = only ? fitting : fitting.slice(0, COMMANDS);
    add('Commands', [...shown, ...aboutWords(offered, shown, words)].map(commandEntry));
  }
  if (only === null && words)
    add('Search everything', [{ kind: 'search', id: 'palette-search', query: words }]);
  return groups;
}

/** Commands that begin with what was typed, where it does not name them. */
function aboutWords(commands: readonly Command[], shown: readonly Command[], words: string): Command[] {
  if (!words) return [];
  return commands.flatMap((command) =>
    command.about && !shown.includes(command) ? [command.about(words)] : [],
  );
}

/** Those that hold what was typed. */
function earlier(searched: readonly string[], words: string): string[] {
  const typed = words.toLowerCase();
  return searched.filter((query) => query !== words && query.toLowerCase().includes(typed)).slice(0, FEW);
}

function savedEntry(search: SavedSearch): Entry {
  return { kind: 'saved', id: `palette-saved-${search.slug}`, search };
}

function searchedEntry(query: string): Entry {
  return { kind: 'searched', id: `palette-searched-${query}`, query };
}

function recordEntry(row: RecordRow): Entry {
  return { kind: 'record', id: `palette-record-${row.handle}`, row };
}

function commandEntry(command: Command): Entry {
  return { kind: 'command', id: `palette-command-${command.id}`, command };
}

function values(
  kind: 'person' | 'service' | 'topic',
  list: FacetValue[] | undefined,
  only: Only,
  words: string,
): Entry[] {
  // Beside records they are a help only once something was typed.
  if (only === null && !words) return [];
  return (list ?? [])
    .slice(0, only ? MANY : FEW)
    .map((value) => ({ kind, id: `palette-${kind}-${value.value}`, value }));
}
