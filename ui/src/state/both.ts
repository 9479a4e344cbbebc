import { Chunk } from '@codemirror/merge';
import { Text } from '@codemirror/state';

/** Two texts in one: where they differ, the lines of the first stand above those of the second. */
export function both(first: string, second: string): string {
  const [a, b] = [Text.of(first.split('\n')), Text.of(second.split('\n'))];
  const parts: string[] = [];
  let at = 0;
  for (const { fromA, endA, toA, fromB, endB } of Chunk.build(a, b)) {
    parts.push(a.sliceString(at, fromA));
    if (endA > fromA) parts.push(withEnd(a.sliceString(fromA, endA)));
    if (endB > fromB) parts.push(withEnd(b.sliceString(fromB, endB)));
    at = Math.min(toA, a.length);
  }
  parts.push(a.sliceString(at));
  return parts.join('');
}

function withEnd(lines: string): string {
  return `${lines}\n`;
}
