import type { Text } from '@codemirror/state';
import type { CompleteRequest } from '../../ipc';

/** What is being typed before the cursor, and where it begins. */
export interface Typing extends CompleteRequest {
  from: number;
  /** What closes it, unless it stands there already. */
  closes: string;
}

/** How many lines up the key of a list's item, or the front matter's beginning, is looked for. */
const REACH = 200;

const RECORD = /\[\[([^[\]|#]*)$/;
const PERSON = /(?:^|[\s(,[])@([\p{L}\d._-]*)$/u;
const ROLE = /^\s*[-*+]\s+(?:\d{4}-\d\d-\d\d[T ]?)?[\d:.]*(?:Z|[+-]\d\d:\d\d)?\s*\[([a-z-]*)$/i;
const KEY = /^([\w.-]+):(\s+.*)?$/;
const INNER = /(?:^\s*-\s+|[{,]\s*)([\w-]+):\s+([^,{}[\]]*)$/;
/** The last value of a list, or the only one. */
const VALUE = /(?:^\s*-\s|^|[[,])\s*["']?([^[\],"']*)$/;

export function typingAt(doc: Text, at: number): Typing | null {
  const line = doc.lineAt(at);
  const before = line.text.slice(0, at - line.from);
  const typing = (what: Typing['what'], typed: string, closes = '', field: string | null = null): Typing => ({
    what,
    typed,
    field,
    closes,
    from: at - typed.length,
  });
  const record = RECORD.exec(before);
  if (record) return typing('record', record[1] ?? '', ']]');
  const field = keyAbove(doc, line.number);
  if (field !== null) {
    const typed = typedValue(before, field);
    return typed && typing('field', typed.value, '', typed.field);
  }
  const role = ROLE.exec(before);
  if (role) return typing('role', role[1] ?? '', ']');
  const person = PERSON.exec(before);
  return person && typing('person', person[1] ?? '');
}

/** The front matter's key that a line belongs to; nothing in the text below it. */
function keyAbove(doc: Text, number: number): string | null {
  if (number > REACH || number === 1 || doc.line(1).text.trimEnd() !== '---') return null;
  let key: string | null = null;
  for (let at = number; at > 1; at -= 1) {
    const { text } = doc.line(at);
    if (text.trimEnd() === '---') return null;
    key ??= KEY.exec(text)?.[1] ?? null;
  }
  return key;
}

function typedValue(before: string, field: string): { value: string; field: string } | null {
  const inner = INNER.exec(before);
  if (inner && !before.startsWith(field)) return innerValue(field, inner[1] ?? '', inner[2] ?? '');
  const after = KEY.exec(before)?.[2] ?? (before.startsWith(field) ? null : before);
  if (after === null || / #/.test(after)) return null;
  const braces = INNER.exec(after);
  if (braces) return innerValue(field, braces[1] ?? '', braces[2] ?? '');
  const value = VALUE.exec(after)?.[1];
  return value === undefined ? null : { value, field };
}

/** Of `gates: [{name: e2e}]` and the like, what is named by a name. */
function innerValue(field: string, key: string, value: string): { value: string; field: string } | null {
  if (field === 'gates' && key === 'name') return { value, field };
  if (key === 'by' || (field === 'credits' && key === 'name')) return { value, field: 'authors' };
  return null;
}
