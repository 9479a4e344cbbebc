/** A query as text, and the same query as chips with a rest that is still being typed. */

export interface Token {
  text: string;
  start: number;
  end: number;
  negated: boolean;
  /** Lower case with hyphens, only for `key:value`; not necessarily one that exists. */
  key: string | null;
  value: string;
}

export interface Parts {
  /** Finished `key:value` tokens, as typed. */
  chips: string[];
  /** What stands in the text field. */
  text: string;
}

const FIELD = /^([A-Za-z][A-Za-z_-]*):(.*)$/s;

/** Words, "quoted phrases" and `key:"quoted values"`, each with its place in the text. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    const end = endOfToken(query, at);
    tokens.push(token(query.slice(at, end), at, end));
    at = end;
  }
  return tokens;
}

function endOfToken(query: string, start: number): number {
  let quoted = false;
  let at = start;
  for (; at < query.length; at += 1) {
    const char = query.charAt(at);
    if (char === '"') quoted = !quoted;
    else if (!quoted && /\s/.test(char)) break;
  }
  return at;
}

function token(text: string, start: number, end: number): Token {
  const negated = text.length > 1 && text.startsWith('-');
  const bare = negated ? text.slice(1) : text;
  const field = FIELD.exec(bare);
  if (!field) return { text, start, end, negated, key: null, value: bare };
  const [, key = '', value = ''] = field;
  return { text, start, end, negated, key: key.toLowerCase().replaceAll('_', '-'), value };
}

function isChip(token: Token, known: ReadonlySet<string>): boolean {
  return token.key !== null && known.has(token.key) && token.value !== '' && !openQuote(token.value);
}

function openQuote(value: string): boolean {
  return (value.split('"').length - 1) % 2 === 1;
}

/** Every known field becomes a chip, as when a query arrives from a facet or a link. */
export function split(query: string, known: ReadonlySet<string>): Parts {
  return collect({ chips: [], text: query }, known, () => true);
}

/** While typing, a field becomes a chip once something stands after it: a space, or another word. */
export function absorb(parts: Parts, known: ReadonlySet<string>): Parts {
  return collect(parts, known, (token) => token.end < parts.text.length);
}

function collect(parts: Parts, known: ReadonlySet<string>, finished: (token: Token) => boolean): Parts {
  const taken = tokenize(parts.text).filter((token) => isChip(token, known) && finished(token));
  if (taken.length === 0) return parts;
  let text = '';
  let at = 0;
  for (const token of taken) {
    text += parts.text.slice(at, token.start);
    at = token.end;
  }
  text += parts.text.slice(at);
  return {
    chips: [...parts.chips, ...taken.map((token) => token.text)],
    text: text.replace(/^\s+/, '').replace(/\s{2,}/g, ' '),
  };
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

/** A value that holds a space is quoted, so that it stays one token. */
export function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}
