import { Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { typingAt } from './typing';

/** `|` is the cursor. */
function at(text: string) {
  const place = text.indexOf('|');
  const doc = Text.of(text.replace('|', '').split('\n'));
  const typing = typingAt(doc, place);
  if (!typing) return null;
  expect(typing.from).toBe(place - typing.typed.length);
  return [typing.what, typing.field, typing.typed];
}

const front = (lines: string): string => `---\n${lines}\n---\n# T\n`;

describe('what is being typed', () => {
  it.each([
    ['See [[C-7|', ['record', null, 'C-7']],
    ['See [[|', ['record', null, '']],
    ['See [[C-7]] |', null],
    ['See [[C-7|x', ['record', null, 'C-7']],
    ['See [a](|', null],
    ['- [ ] walk it @in|', ['person', null, 'in']],
    ['@|', ['person', null, '']],
    ['mail ines@ex|', null],
    ['- 2026-06-04T09:40Z [mi|', ['role', null, 'mi']],
    ['- 09:40 [|', ['role', null, '']],
    ['- 2026-06-04T09:40+02:00 [|', ['role', null, '']],
    ['- word [|', null],
    ['status: dr|', null],
    [front('status: dr|'), ['field', 'status', 'dr']],
    [front('services: [chat, ch|'), ['field', 'services', 'ch']],
    [front('services: [|'), ['field', 'services', '']],
    [front('services:\n  - chat # first\n  - ch|'), ['field', 'services', 'ch']],
    [front('tags: "ra|'), ['field', 'tags', 'ra']],
    [front('status:|'), null],
    [front('stat|'), null],
    [front('status: draft # for no|'), null],
    [front('gates:\n  - name: e2|'), ['field', 'gates', 'e2']],
    [front('gates:\n  - {name: e2e, verdict: pa|'), null],
    [front('gates: [{name: e|'), ['field', 'gates', 'e']],
    [front('verified: {on: 2026-06-14, by: da|'), ['field', 'authors', 'da']],
    [front('catches: "[[C-7|'), ['record', null, 'C-7']],
    [`${front('status: draft')}\nstatus: dr|`, null],
  ])('%j', (text, typing) => expect(at(text)).toEqual(typing));
});
