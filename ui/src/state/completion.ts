import { quoted, tokenAt, type Parts, type Token } from './query';

interface Field {
  key: string;
  /** A few words beside it. */
  means: string;
  /** Other spellings. */
  also?: readonly string[];
}

/** The fields of the query language; `completion.test.ts` holds this list to the one of the search crate. */
export const FIELDS: readonly Field[] = [
  { key: 'type', means: 'catch, incident, model-error', also: ['kind'] },
  { key: 'service', means: 'a part of the system', also: ['services'] },
  { key: 'tag', means: 'a tag', also: ['tags'] },
  { key: 'severity', means: '1 to 5, or <=2', also: ['sev'] },
  { key: 'class', means: 'a bug class' },
  { key: 'gate', means: 'was green at the time', also: ['green', 'gates'] },
  { key: 'verdict', means: 'what any gate said' },
  { key: 'by', means: 'who caught or wrote it', also: ['author', 'caught-by'] },
  { key: 'caught-how', means: 'hand-test, code-reading' },
  { key: 'status', means: 'draft, reviewed' },
  { key: 'mode', means: 'failure mode', also: ['modes', 'topic', 'topics'] },
  { key: 'model', means: 'a model’s name' },
  { key: 'origin', means: 'of the faulty change' },
  { key: 'path', means: 'a file, here or guarded', also: ['file'] },
  { key: 'symbol', means: 'a place in guarded code', also: ['symbols'] },
  { key: 'commit', means: 'a commit', also: ['sha'] },
  { key: 'pr', means: 'a pull request' },
  { key: 'id', means: 'a record’s id' },
  { key: 'linked-to', means: 'a record others link to', also: ['links-to'] },
  { key: 'related', means: 'a record others are like', also: ['similar-to'] },
  { key: 'cost', means: 'hours: >8h, 1h..8h' },
  { key: 'is', means: 'stale, draft, open' },
  { key: 'has', means: 'fix, guard, timeline' },
  { key: 'before', means: '2026-01, for example' },
  { key: 'after', means: '2026-01, for example' },
  { key: 'on', means: '2026-06-04, for example', also: ['date'] },
];

export const KEYS: ReadonlySet<string> = new Set(FIELDS.flatMap(({ key, also = [] }) => [key, ...also]));

/** The field's own name, from any of its spellings. */
export function fieldOf(key: string): string {
  return FIELDS.find((field) => field.key === key || field.also?.includes(key))?.key ?? key;
}

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
  const known = [...(values.get(fieldOf(key)) ?? [])];
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
export function accept(
  text: string,
  completion: Completion,
  chosen: Suggestion,
): { text: string; caret: number } {
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
  const known = [...(values.get(fieldOf(token.key ?? ''))?.keys() ?? [])].map((value) => value.toLowerCase());
  const typed = token.value.replaceAll('"', '').toLowerCase();
  return !known.includes(typed) && known.some((value) => value.startsWith(typed));
}
