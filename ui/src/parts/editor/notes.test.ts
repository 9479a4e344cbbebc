import { Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import type { TextNote } from '../../ipc';
import { nearest } from './notes';

const doc = Text.of(['one', 'two', 'three', 'four', 'five']);

function note(line: number): TextNote {
  const { from, to } = doc.line(line);
  return { rule: 'blame', words: doc.line(line).text, from, to, line, says: '', instead: '' };
}

describe('the note that is shown', () => {
  const at = (line: number, ...notes: number[]) => nearest(doc, doc.line(line).to, notes.map(note))?.line;

  it('is on the line of the cursor, or a little above', () => {
    expect(at(3, 1, 3, 4)).toBe(3);
    expect(at(3, 1, 2)).toBe(2);
    expect(at(3, 1)).toBe(1);
    expect(at(4, 1)).toBeUndefined();
  });

  it('is never below, where nobody has read yet', () => {
    expect(at(2, 3, 4)).toBeUndefined();
  });

  it('outlives a text that became shorter', () => {
    const late = { ...note(5), from: 4000, to: 4010 };
    expect(nearest(doc, doc.length, [late])).toBe(late);
  });
});
