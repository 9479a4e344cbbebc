import { quoted, tokenAt, type Parts, type Token } from './query';

/** The fields that a query may name, each with what it narrows to. */
export const FIELDS: readonly { key: string; means: string }[] = [
  { key: 'type', means: 'catch, incident, model-error, guide' },
  { key: 'service', means: 'the part of the system' },
  { key: 'severity', means: 'sev1 to sev5' },
  { key: 'gate', means: 'was green at the time' },
  { key: 'mode', means: 'failure mode' },
  { key: 'class', means: 'bug class' },
  { key: 'status', means: 'draft, in-review, reviewed, superseded' },
  { key: 'tag', means: 'a tag' },
  { key: 'author', means: 'who wrote it' },
  { key: 'after', means: 'a date, 2026-01 for example' },
  { key: 'before', means: 'a date, 2026-01 for example' },
];

export const KEYS: ReadonlySet<string> = new Set(FIELDS.map((field) => field.key));

export interface Suggestion {
  /** What the list shows. */
  label: string;
  /** A few words beside it. */
  note: string;
  /** What takes the place of the token being typed. */
  insert: string;
}

export interface Completion {
  token: Token;
  /** Whether a value is being completed; a key otherwise. */
  value: boolean;
  suggestions: Suggestion[];
}

/** Values by field, with a note such as a count. */
export type KnownValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

const MOST = 8;
/** One letter is too little to guess a field from. */
const SHORTEST_KEY = 2;

/** What could stand where the caret is; nothing when there is nothing helpful to offer. */
export function complete(text: string, caret: number, values: KnownValues): Completion | null {
  const token = tokenAt(text, caret);
  if (!token || caret !== token.end) return null;
  const suggestions = token.key === null ? keysFor(token) : valuesFor(token, token.key, values);
  if (suggestions.length === 0) return null;
  return { token, value: token.key !== null, suggestions };
}

function keysFor(token: Token): Suggestion[] {
  const typed = token.value.toLowerCase();
  if (typed.length < SHORTEST_KEY || typed.startsWith('"')) return [];
  const sign = token.negated ? '-' : '';
  return FIELDS.filter((field) => field.key.startsWith(typed)).map((field) => ({
    label: `${sign}${field.key}:`,
    note: field.means,
    insert: `${sign}${field.key}:`,
  }));
}

function valuesFor(token: Token, key: string, values: KnownValues): Suggestion[] {
  const typed = token.value.replaceAll('"', '').toLowerCase();
  const known = [...(values.get(key) ?? [])];
  const fitting = known.filter(([value]) => value.toLowerCase().includes(typed));
  fitting.sort(([a], [b]) => rank(a, typed) - rank(b, typed));
  const sign = token.negated ? '-' : '';
  return fitting.slice(0, MOST).map(([value, note]) => ({
    label: value,
    note,
    insert: `${sign}${key}:${quoted(value)}`,
  }));
}

function rank(value: string, typed: string): number {
  return value.toLowerCase().startsWith(typed) ? 0 : 1;
}

/** The text with the suggestion in place of the token; a finished value is followed by a space. */
export function accept(text: string, completion: Completion, chosen: Suggestion): { text: string; caret: number } {
  const before = text.slice(0, completion.token.start) + chosen.insert;
  const after = text.slice(completion.token.end).trimStart();
  const space = completion.value ? ' ' : '';
  return { text: before + space + after, caret: before.length + space.length };
}

/**
 * The text to search for while a value is half typed. `service:che` answers to nothing, so it waits until it
 * is a value that exists, or one that nobody can complete.
 */
export function withoutHalfTyped(parts: Parts, caret: number, values: KnownValues): Parts {
  const token = tokenAt(parts.text, caret);
  if (!token?.key || caret !== token.end || !KEYS.has(token.key)) return parts;
  if (token.value !== '' && !canGrow(token, values)) return parts;
  const text = parts.text.slice(0, token.start) + parts.text.slice(token.end);
  return { chips: parts.chips, text: text.trim() };
}

function canGrow(token: Token, values: KnownValues): boolean {
  const known = [...(values.get(token.key ?? '')?.keys() ?? [])].map((value) => value.toLowerCase());
  const typed = token.value.replaceAll('"', '').toLowerCase();
  return !known.includes(typed) && known.some((value) => value.startsWith(typed));
}
