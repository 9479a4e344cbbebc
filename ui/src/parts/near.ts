import type { Text } from '@codemirror/state';

/** Where the cursor is, in words that the preview understands. */
export interface Near {
  /** The heading that the cursor stands under. */
  heading: string | null;
  /** How far down the text it is, from 0 to 1. */
  part: number;
}

/** How many lines up a heading is looked for. */
const REACH = 2000;

export function nearOf(text: Text, line: number): Near {
  let heading: string | null = null;
  for (let at = line; at > 0 && at > line - REACH && heading === null; at -= 1) {
    heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(text.line(at).text)?.[1] ?? null;
  }
  return { heading: heading?.replaceAll(/[`*_]/g, '') ?? null, part: (line - 1) / text.lines };
}
