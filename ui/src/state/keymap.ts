import type { Screen } from './places';

export type Where = Screen | 'everywhere' | 'first-run';

/** What a key can do. A view says how; this file says which. */
export type Deed =
  | 'palette'
  | 'tab-home'
  | 'tab-library'
  | 'search'
  | 'all-keys'
  | 'log-catch'
  | 'log-model-error'
  | 'begin'
  | 'back'
  | 'next-row'
  | 'previous-row'
  | 'open'
  | 'tick'
  | 'facet'
  | 'save-search'
  | 'edit'
  | 'copy-link'
  | 'copy-pull-request'
  | 'previous-record'
  | 'next-record'
  | 'chain'
  | 'similar'
  | 'not-similar'
  | 'save'
  | 'file'
  | 'fields'
  | 'find'
  | 'preview'
  | 'now'
  | 'restore';

export interface Binding {
  deed: Deed;
  /** Each does it alone. "G C" is one key after the other. */
  keys: readonly string[];
  label: string;
  where: readonly Where[];
}

export const KEYMAP: readonly Binding[] = [
  { deed: 'palette', keys: ['Ctrl K'], label: 'Search or run', where: ['everywhere'] },
  { deed: 'tab-home', keys: ['Alt 1'], label: 'Home', where: ['everywhere'] },
  { deed: 'tab-library', keys: ['Alt 2'], label: 'Library', where: ['everywhere'] },
  { deed: 'log-catch', keys: ['C'], label: 'Log a catch', where: ['everywhere'] },
  { deed: 'log-model-error', keys: ['M'], label: 'Log a model error', where: ['everywhere'] },
  { deed: 'begin', keys: ['N'], label: 'Write a retrospective', where: ['everywhere'] },
  { deed: 'search', keys: ['/'], label: 'Search', where: ['everywhere'] },
  {
    deed: 'next-row',
    keys: ['J', 'Down'],
    label: 'Next in the list',
    where: ['home', 'library', 'problems', 'earlier'],
  },
  {
    deed: 'previous-row',
    keys: ['K', 'Up'],
    label: 'Previous in the list',
    where: ['home', 'library', 'problems', 'earlier'],
  },
  { deed: 'open', keys: ['Enter'], label: 'Open', where: ['home', 'library', 'problems'] },
  { deed: 'tick', keys: ['T', 'Space'], label: 'Tick action item', where: ['home'] },
  { deed: 'facet', keys: ['X'], label: 'Tick facet', where: ['library'] },
  { deed: 'save-search', keys: ['S'], label: 'Save search', where: ['library'] },
  { deed: 'edit', keys: ['E'], label: 'Edit', where: ['library', 'record'] },
  { deed: 'previous-record', keys: ['['], label: 'Previous record', where: ['record'] },
  { deed: 'next-record', keys: [']'], label: 'Next record', where: ['record'] },
  { deed: 'chain', keys: ['G C'], label: 'Go to the chain', where: ['record'] },
  { deed: 'similar', keys: ['G S'], label: 'Go to similar records', where: ['record'] },
  { deed: 'not-similar', keys: ['X'], label: 'Not similar', where: ['record'] },
  { deed: 'save', keys: ['Ctrl S'], label: 'Save', where: ['write'] },
  { deed: 'file', keys: ['Ctrl Enter'], label: 'File the record, or save', where: ['write'] },
  { deed: 'fields', keys: ['Ctrl B'], label: 'Fields', where: ['write'] },
  { deed: 'find', keys: ['Ctrl F'], label: 'Find and replace', where: ['write'] },
  { deed: 'preview', keys: ['Ctrl P'], label: 'Preview', where: ['write'] },
  { deed: 'now', keys: ['Alt T'], label: 'Time now, in UTC', where: ['write'] },
  { deed: 'restore', keys: ['Ctrl Enter'], label: 'Restore this state', where: ['earlier'] },
  { deed: 'copy-link', keys: ['Ctrl L'], label: 'Copy link', where: ['library', 'record'] },
  {
    deed: 'copy-pull-request',
    keys: ['Ctrl Shift C'],
    label: 'Copy for a pull request',
    where: ['library', 'record'],
  },
  { deed: 'back', keys: ['Esc'], label: 'Close, then clear, then leave', where: ['everywhere'] },
  { deed: 'all-keys', keys: ['?'], label: 'All keys', where: ['everywhere'] },
];

/** The keys that the status line names on each screen, most used first. */
export const HINTS: Record<Exclude<Where, 'everywhere'>, readonly Deed[]> = {
  'first-run': ['all-keys'],
  home: ['next-row', 'previous-row', 'tick', 'log-catch', 'all-keys'],
  library: ['search', 'next-row', 'previous-row', 'open', 'facet', 'all-keys'],
  record: ['edit', 'previous-record', 'next-record', 'chain', 'search', 'all-keys'],
  commit: ['back', 'search', 'all-keys'],
  write: ['save', 'fields', 'preview', 'find', 'all-keys'],
  earlier: ['next-row', 'previous-row', 'restore', 'back', 'all-keys'],
  problems: ['next-row', 'previous-row', 'open', 'back', 'all-keys'],
};

export function bindingsFor(where: Where): Binding[] {
  return KEYMAP.filter((binding) => binding.where.includes(where) || binding.where.includes('everywhere'));
}

/** Keys that need no modifier can be switched off, and rest while a person types. */
export function isSingle(key: string): boolean {
  return key.split(' ').every((part) => part.length === 1);
}

export interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const NAMES: Record<string, string> = { Escape: 'Esc', ArrowDown: 'Down', ArrowUp: 'Up', ' ': 'Space' };

/** A pressed key in the words of the key map: "Ctrl K", "J", "?". Nothing for a modifier alone. */
export function nameOf(stroke: Stroke): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead'].includes(stroke.key)) return null;
  const printed = stroke.key.length === 1;
  const key = NAMES[stroke.key] ?? (printed ? stroke.key.toUpperCase() : stroke.key);
  const letter = /^[A-Z]$/.test(key);
  const names = [
    stroke.ctrlKey || stroke.metaKey ? 'Ctrl' : '',
    stroke.altKey ? 'Alt' : '',
    // Shift is part of what is printed on `?`, and says something only beside a letter or a named key.
    stroke.shiftKey && (letter || !printed) ? 'Shift' : '',
    key,
  ];
  return names.filter(Boolean).join(' ');
}

/** What is printed on the cap, on this system. */
export function capOf(key: string, mac: boolean): string {
  return mac ? key.replace('Ctrl', '⌘').replace('Alt', '⌥') : key;
}
