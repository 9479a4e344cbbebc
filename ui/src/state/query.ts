/** A query as text, and the same query as chips with a rest that is still being typed. */

export interface Token {
  text: string;
  start: number;
  end: number;
  negated: boolean;
  /** Lower case with hyphens, only for `key:value`; not necessarily one that exists. */
  key: string | null;
  value: string;
  /** Not within parentheses, nor beside an `OR` or behind a `NOT`. */
  alone: boolean;
}

export interface Parts {
  /** Finished `key:value` tokens, as typed. */
  chips: string[];
  /** What stands in the text field. */
  text: string;
}

const FIELD = /^([A-Za-z][A-Za-z_-]*):(.*)$/s;

/** Words, "quoted phrases" and `key:"quoted values"`, each with its place in the text; parentheses are none. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  let at = 0;
  while (at < query.length) {
    const char = query.charAt(at);
    if (/\s/.test(char)) at += 1;
    else if (char === ')' && depth > 0) {
      depth -= 1;
      at += 1;
    } else if (char === '(' || query.startsWith('-(', at)) {
      depth += 1;
      at += char === '(' ? 1 : 2;
    } else {
      const end = endOfToken(query, at, depth > 0);
      tokens.push(token(query.slice(at, end), at, end, depth === 0));
      at = end;
    }
  }
  return tokens.map((token, n) => ({ ...token, alone: token.alone && !isJoined(tokens, n) }));
}

function isJoined(tokens: readonly Token[], n: number): boolean {
  const before = tokens[n - 1]?.text;
  return before === 'OR' || before === 'NOT' || tokens[n + 1]?.text === 'OR';
}

/** An `/expression/`, which may hold blanks; a path such as `/usr/lib` is a word. */
const EXPRESSION = /-?\/(?![\s/])(?:[^\\/]|\\.)+\/(?=\s|\)|$)/sy;

/** In a group also before the parenthesis that closes it; those of the token itself, as in `swap(a)`, stay. */
function endOfToken(query: string, start: number, grouped: boolean): number {
  EXPRESSION.lastIndex = start;
  if (EXPRESSION.test(query)) return EXPRESSION.lastIndex;
  let quoted = false;
  let own = 0;
  let at = start;
  for (; at < query.length; at += 1) {
    const char = query.charAt(at);
    if (char === '"') quoted = !quoted;
    if (quoted) continue;
    if (/\s/.test(char) || (char === ')' && own === 0 && grouped)) break;
    if (char === '(') own += 1;
    if (char === ')') own = Math.max(0, own - 1);
  }
  return at;
}

function token(text: string, start: number, end: number, alone: boolean): Token {
  const negated = text.length > 1 && text.startsWith('-');
  const bare = negated ? text.slice(1) : text;
  const field = FIELD.exec(bare);
  if (!field) return { text, start, end, negated, key: null, value: bare, alone };
  const [, key = '', value = ''] = field;
  return { text, start, end, negated, key: key.toLowerCase().replaceAll('_', '-'), value, alone };
}

/** What stands in a group keeps its place there. */
function isChip(token: Token, known: ReadonlySet<string>): boolean {
  const finished = token.value !== '' && !openQuote(token.value);
  return token.alone && token.key !== null && known.has(token.key) && finished;
}

function openQuote(value: string): boolean {
  return (value.split('"').length - 1) % 2 === 1;
}

/** Every known field becomes a chip, as when a query arrives from a facet or a link. */
export function split(query: string, known: ReadonlySet<string>): Parts {
  return collect({ chips: [], text: query }, known, () => true);
}

/**
 * While typing, a field becomes a chip once something stands after it: a space, or another word. When that word is an
 * `OR`, it is text again: what it joins stands beside it.
 */
export function absorb(parts: Parts, known: ReadonlySet<string>): Parts {
  const joined = /^\s*OR(\s|$)/.test(parts.text) ? reopen(parts) : null;
  const { chips, text } = joined ?? parts;
  return collect(joined ? { chips, text } : parts, known, (token) => token.end < text.length);
}

function collect(parts: Parts, known: ReadonlySet<string>, finished: (token: Token) => boolean): Parts {
  const taken = tokenize(parts.text).filter((token) => isChip(token, known) && finished(token));
  if (taken.length === 0) return parts;
  let text = '';
  let at = 0;
  for (const token of taken) {
    text = joined(text, parts.text.slice(at, token.start));
    at = token.end;
  }
  return {
    chips: [...parts.chips, ...taken.map((token) => token.text)],
    text: joined(text, parts.text.slice(at)),
  };
}

/** Two pieces of a text with one blank between them; blanks at the end stay, for they are being typed. */
function joined(before: string, after: string): string {
  const [one, other] = [before.trimEnd(), after.trimStart()];
  if (one === '') return other;
  return other === '' && !/\s/.test(before + after) ? one : `${one} ${other}`;
}

export function join({ chips, text }: Parts): string {
  return [...chips, text.trim()].filter((part) => part !== '').join(' ');
}

/** Backspace at the start of the field: the last chip is text again, the caret behind it. */
export function reopen({ chips, text }: Parts): (Parts & { caret: number }) | null {
  const last = chips.at(-1);
  if (last === undefined) return null;
  const rest = text.trimStart();
  return { chips: chips.slice(0, -1), text: rest === '' ? last : `${last} ${rest}`, caret: last.length };
}

/** The token that the caret touches at its end: the one being typed. */
export function tokenAt(text: string, caret: number): Token | null {
  return tokenize(text).find((token) => token.start < caret && caret <= token.end) ?? null;
}

/** Where these parts of a query stand in its text, in order and apart; as whole words only. */
export function placesOf(text: string, parts: readonly string[]): { from: number; to: number }[] {
  const all = parts.flatMap((part) => {
    for (let from = text.indexOf(part); from >= 0; from = text.indexOf(part, from + 1)) {
      const to = from + part.length;
      if (/^$|[\s(-]/.test(text.charAt(from - 1)) && /^$|[\s)]/.test(text.charAt(to))) return [{ from, to }];
    }
    return [];
  });
  all.sort((one, other) => one.from - other.from);
  return all.filter(({ from }, n) => n === 0 || from >= (all[n - 1]?.to ?? 0));
}

/** A value that holds what would end it is quoted, so that it stays one. */
export function quoted(value: string): string {
  return /[\s",()]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}
