import { TreeFragment, type Tree } from '@lezer/common';
import { describe, expect, it, vi } from 'vitest';
import { recordParser } from './markdown';
import { SplicingParser } from './splice';

const BLOCKS = [
  'A paragraph with *words* and `code`.',
  'Two lines\nof one paragraph',
  '## A heading',
  'A title\n---',
  '- one\n- two\n\n  more of two',
  '1. first\n2. second',
  '> quoted\n> twice',
  '```ts\nconst a = 1;\n```',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '<div>\nhtml\n</div>',
  '<!-- a remark -->',
  '    indented code',
  '***',
  '   - an item, indented',
  'See [[C-7K3Q2]] and <https://example.org>',
];
const MARKS = ['```', '\n```\n', '---', '\n---\n', '- ', '> ', '#', '|', '<!--', '-->', '*', '    ', '<'];
const TYPED = ['a', ' ', '\n', '\n\n', ...MARKS];

/** The same numbers every time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

function shown(tree: Tree): string {
  const lines: string[] = [];
  tree.iterate({ enter: ({ name, from, to }) => void lines.push(`${name} ${String(from)} ${String(to)}`) });
  return lines.join('\n');
}

function madeUp(roll: (below: number) => number): string {
  const front = roll(3) === 0 ? '---\nid: C-7K3Q2\n---\n' : '';
  const blocks = Array.from({ length: 4 + roll(30) }, () => BLOCKS[roll(BLOCKS.length)] ?? '');
  return front + blocks.join(roll(4) === 0 ? '\n' : '\n\n') + '\n';
}

describe('the tree after an edit', () => {
  it('is the one that the whole text has', () => {
    const parser = new SplicingParser(recordParser);
    const own = vi.spyOn(recordParser, 'createParse');
    let spliced = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const roll = dice(seed * 7919);
      let text = madeUp(roll);
      let fragments = TreeFragment.addTree(parser.parse(text));
      for (let step = 0; step < 12; step += 1) {
        const from = roll(text.length + 1);
        const to = Math.min(text.length, from + (roll(3) === 0 ? roll(30) : 0));
        const typed = TYPED[roll(TYPED.length)] ?? '';
        text = text.slice(0, from) + typed + text.slice(to);
        const change = { fromA: from, toA: to, fromB: from, toB: from + typed.length };
        const left = TreeFragment.applyChanges(fragments, [change], 1);
        own.mockClear();
        const tree = parser.parse(text, left);
        // Only a passage was read, without a look at the rest.
        if (own.mock.calls.length === 1 && own.mock.calls[0]?.[1].length === 0) spliced += 1;
        expect(shown(tree), JSON.stringify(text)).toBe(shown(recordParser.parse(text)));
        fragments = TreeFragment.addTree(tree, left);
      }
    }
    expect(spliced).toBeGreaterThan(1500);
  });
});
