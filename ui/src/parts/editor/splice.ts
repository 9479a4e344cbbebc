import {
  NodeProp,
  NodeType,
  Parser,
  Tree,
  type Input,
  type PartialParse,
  type SyntaxNode,
  type TreeBuffer,
  type TreeFragment,
} from '@lezer/common';

/** The longest passage that is parsed at once, at a key. Characters. */
const LONGEST = 20_000;

interface Range {
  from: number;
  to: number;
}

/**
 * Parses a text whose tree is a list of blocks. After an edit in one place only the blocks around it are parsed again
 * and put into the old tree: the parser's own way walks over every block of the text at every key.
 *
 * A block is read without regard to what stands before it. So where the first block behind the edit is read as it
 * was, whatever follows it is as it was, too. Where that does not hold, the parser goes its own way.
 */
export class SplicingParser extends Parser {
  readonly #own: Parser;

  constructor(own: Parser) {
    super();
    this.#own = own;
  }

  override createParse(
    input: Input,
    fragments: readonly TreeFragment[],
    ranges: readonly Range[],
  ): PartialParse {
    const tree = ranges.length === 1 ? this.#spliced(input, fragments) : null;
    return tree ? new Done(tree) : this.#own.createParse(input, fragments, ranges);
  }

  #spliced(input: Input, [head, tail, ...more]: readonly TreeFragment[]): Tree | null {
    if (!head || !tail || more.length > 0 || head.tree !== tail.tree) return null;
    if (head.from !== 0 || head.offset !== 0) return null;
    const { tree } = head;
    const delta = -tail.offset;
    const old = around(tree, head.to, tail.from - delta);
    if (!old) return null;
    const [first, behind] = old;
    const from = first ? lineStart(input, first.from) : 0;
    const to = behind.to + delta;
    if (from === null || to > input.length || to - from > LONGEST) return null;
    const parsed = this.#own.parse(input, [], [{ from, to }]);
    const last = parsed.topNode.lastChild;
    const asItWas =
      last?.type === behind.type && last.from + from === behind.from + delta && last.to + from === to;
    if (!asItWas) return null;
    const blocks = parsed.children.map((node, at) => ({ node, at: from + (parsed.positions[at] ?? 0) }));
    const pieces = splice(tree, 0, { from: first ? first.from : 0, to: behind.to, delta, blocks });
    return pieces && built(tree.type, tree, pieces, { from: 0, to: tree.length + delta });
  }
}

/** A block before those that an edit touched, and the one behind them. */
function around(tree: Tree, from: number, to: number): [SyntaxNode | null, SyntaxNode] | null {
  const { topNode } = tree;
  let behind = topNode.childAfter(to);
  while (behind && behind.from <= to) behind = behind.nextSibling;
  // The last block of an unfinished tree may go on.
  if (!behind?.nextSibling) return null;
  const touched = topNode.childBefore(from + 1);
  return [touched?.prevSibling ?? null, behind];
}

function lineStart(input: Input, at: number): number | null {
  const near = input.read(Math.max(0, at - 100), at);
  const end = near.lastIndexOf('\n');
  return end >= 0 ? at - near.length + end + 1 : near.length === at ? 0 : null;
}

interface Piece {
  node: Tree | TreeBuffer;
  at: number;
}

/** What is taken out of the old tree, by its places there, and what comes instead. */
interface Cut extends Range {
  delta: number;
  blocks: Piece[];
}

/** The children of a tree after the cut, by their places in the new text. Unnamed nodes only hold others together. */
function splice(tree: Tree, at: number, cut: Cut): Piece[] | null {
  const pieces: Piece[] = [];
  for (const [n, node] of tree.children.entries()) {
    const from = at + (tree.positions[n] ?? 0);
    if (from + node.length <= cut.from) pieces.push({ node, at: from });
    else if (from >= cut.to) pieces.push(...cut.blocks.splice(0), { node, at: from + cut.delta });
    else if (!(node instanceof Tree)) return null;
    else if (node.type.isAnonymous) {
      const inner = splice(node, from, cut);
      if (!inner) return null;
      const [first, last] = [inner[0], inner.at(-1)];
      if (first && last) {
        const to = last.at + last.node.length;
        pieces.push({ node: built(NodeType.none, node, inner, { from: first.at, to }), at: first.at });
      }
    } else pieces.push(...cut.blocks.splice(0));
  }
  return pieces;
}

/** A tree in place of an old one, which the parser may reuse as it would have the old one. */
function built(type: NodeType, old: Tree, pieces: readonly Piece[], { from, to }: Range): Tree {
  const nodes = pieces.map(({ node }) => node);
  const places = pieces.map(({ at }) => at - from);
  const hash = old.prop(NodeProp.contextHash);
  return new Tree(type, nodes, places, to - from, hash === undefined ? [] : [[NodeProp.contextHash, hash]]);
}

/** A parse that is over. */
class Done implements PartialParse {
  readonly stoppedAt: number;
  readonly parsedPos: number;
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
    this.stoppedAt = this.parsedPos = tree.length;
  }

  advance(): Tree {
    return this.#tree;
  }

  stopAt(): void {
    // Nothing is left to stop.
  }
}
