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
  /** What is being completed; an earlier query takes the place of all that stands in the bar. */
  of: 'key' | 'value' | 'query';
  suggestions: Suggestion[];
}

/** A value that is being typed behind a field, on its own or in a list with commas. */
export interface Half {
  token: Token;
  /** The field's own name. */
  field: string;
  /** What stands in the token before the value. */
  before: string;
  typed: string;
}

/** Values by field, with a note such as a count. */
export type KnownValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

const MOST = 8;
/** One letter is too little to guess a field from. */
const SHORTEST_KEY = 2;

/** What could stand where the caret is, from what the page knows; nothing when there is nothing helpful to offer. */
export function complete(text: string, caret: number, values: KnownValues): Completion | null {
  const token = tokenAt(text, caret);
  if (!token || caret !== token.end) return null;
  const half = halfOf(token);
  return half ? valuesFor(half, fitting(half, values)) : keysFor(token);
}

/** The value that the caret stands behind, where the field is one of the language. */
export function halfAt(text: string, caret: number): Half | null {
  const token = tokenAt(text, caret);
  return token && caret === token.end && KEYS.has(token.key ?? '') ? halfOf(token) : null;
}

function halfOf(token: Token): Half | null {
  if (token.key === null) return null;
  const typed = lastPiece(token.value);
  const before = token.text.slice(0, token.text.length - typed.length);
  return { token, field: fieldOf(token.key), before, typed: typed.replaceAll('"', '') };
}

/** Behind the last comma that stands in no quotes. */
function lastPiece(value: string): string {
  let from = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    if (value.charAt(at) === '"') quoted = !quoted;
    else if (value.charAt(at) === ',' && !quoted) from = at + 1;
  }
  return value.slice(from);
}

function keysFor(token: Token): Completion | null {
  const typed = token.value.toLowerCase();
  if (typed.length < SHORTEST_KEY || typed.startsWith('"')) return null;
  const sign = token.negated ? '-' : '';
  const suggestions = FIELDS.filter((field) => field.key.startsWith(typed)).map((field) => ({
    label: `${sign}${field.key}:`,
    note: field.means,
    insert: `${sign}${field.key}:`,
  }));
  return suggestions.length === 0 ? null : { token, of: 'key', suggestions };
}

/** The values in their order, as what takes the place of the token. */
export function valuesFor(half: Half, values: readonly { value: string; note: string }[]): Completion | null {
  if (values.length === 0) return null;
  const suggestions = values.slice(0, MOST).map(({ value, note }) => ({
    label: value,
    note,
    insert: half.before + quoted(value),
  }));
  return { token: half.token, of: 'value', suggestions };
}

function fitting(half: Half, values: KnownValues): { value: string; note: string }[] {
  const typed = half.typed.toLowerCase();
  const known = [...(values.get(half.field) ?? [])].map(([value, note]) => ({ value, note }));
  const found = known.filter(({ value }) => value.toLowerCase().includes(typed));
  return found.sort((a, b) => rank(a.value, typed) - rank(b.value, typed));
}

/** Enter takes the first one only when what was typed leads to it; else it means the query as it stands. */
export function firstChosen(completion: Completion | null, text: string, caret: number): number {
  if (completion?.of !== 'value') return -1;
  const typed = halfAt(text, caret)?.typed.toLowerCase() ?? '';
  return completion.suggestions[0]?.label.toLowerCase().startsWith(typed) ? 0 : -1;
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
  const space = completion.of === 'value' && !after.startsWith(')') ? ' ' : '';
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
