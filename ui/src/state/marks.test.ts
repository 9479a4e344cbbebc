import { ChangeSet, EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { both } from './both';
import { shown } from './line-ends';
import { edit, Marks } from './marks';

/** A text that is typed into, as the editor's own state holds it. */
function typing(text: string) {
  const marks = new Marks();
  let state = EditorState.create({ doc: text, extensions: [EditorState.lineSeparator.of('\n')] });
  const apply = (changes: ChangeSet): void => {
    state = state.update({ changes }).state;
    marks.note(changes);
  };
  return {
    text: () => state.doc.toString(),
    insert: (at: number, insert: string) =>
      apply(ChangeSet.of([{ from: at, insert }], state.doc.length, '\n')),
    mark: () => marks.add(state.doc.toString(), apply),
  };
}

describe('an edit between two texts', () => {
  it.each([
    ['', ''],
    ['a\nb\nc\n', 'a\nB\nc\n'],
    ['one\rtwo\n', 'one\rTWO\n'],
    ['', 'new\ntext'],
    ['gone', ''],
    ['😀😁', '😀😂'],
  ])('leads from %j to %j', (from, to) => {
    const state = EditorState.create({ doc: from, extensions: [EditorState.lineSeparator.of('\n')] });
    expect(state.update({ changes: edit(from, to) }).state.doc.toString()).toBe(to);
  });

  it('leaves what is equal alone', () => {
    const changed: number[] = [];
    edit('one\ntwo\nthree\n', 'one\n2\nthree\n').iterChangedRanges((from) => changed.push(from));
    expect(Math.min(...changed)).toBeGreaterThanOrEqual(4);
  });
});

describe('a mark', () => {
  it('becomes another text around what was typed since', () => {
    const buffer = typing('first\nsecond\n');
    const mark = buffer.mark();
    buffer.insert(5, ' typed');
    buffer.insert(0, '> ');
    mark.become('first\nSECOND\nthird\n');
    expect(buffer.text()).toBe('> first typed\nSECOND\nthird\n');
  });

  it('follows another mark that became something', () => {
    const buffer = typing('a\nb\n');
    const [one, two] = [buffer.mark(), buffer.mark()];
    one.become('A\nb\n');
    two.become('a\nB\n');
    expect(buffer.text()).toBe('A\nB\n');
  });
});

describe('both texts in one', () => {
  it.each([
    ['a\nb\nc\n', 'a\nB\nc\n', 'a\nb\nB\nc\n'],
    ['a\n', 'a\nmore\n', 'a\nmore\n'],
    ['a\nmore\n', 'a\n', 'a\nmore\n'],
    ['same\n', 'same\n', 'same\n'],
    ['a\nb', 'a\nc', 'a\nb\nc\n'],
  ])('%j and %j', (first, second, wanted) => {
    expect(both(first, second)).toBe(wanted);
  });
});

it('the editor sees neither a mark of byte order nor carriage returns', () => {
  expect(shown('\uFEFFa\r\nb\nc\rd')).toBe('a\nb\nc\rd');
});
