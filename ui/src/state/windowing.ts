/** Where the rows of a long list stand, although most of them were never measured. */
export class Heights {
  readonly count: number;
  readonly #estimate: number;
  /** Differences from the estimate, as a Fenwick tree: sums over a prefix in log n. */
  readonly #tree: Float64Array;
  readonly #measured = new Map<number, number>();

  /** `estimate` is the height of a row that was not measured, in pixels, above zero. */
  constructor(count: number, estimate: number) {
    this.count = count;
    this.#estimate = estimate;
    this.#tree = new Float64Array(count + 1);
  }

  get total(): number {
    return this.top(this.count);
  }

  height(row: number): number {
    return this.#measured.get(row) ?? this.#estimate;
  }

  /** The distance from the top of the list to the top of `row`. */
  top(row: number): number {
    const last = Math.max(0, Math.min(row, this.count));
    let sum = last * this.#estimate;
    for (let at = last; at > 0; at -= at & -at) sum += this.#tree[at] ?? 0;
    return sum;
  }

  /** Returns by how much the row grew, so that the scroll position can follow. */
  measure(row: number, height: number): number {
    if (row < 0 || row >= this.count || height <= 0) return 0;
    const grown = height - this.height(row);
    if (grown === 0) return 0;
    this.#measured.set(row, height);
    for (let at = row + 1; at <= this.count; at += at & -at) this.#tree[at] = (this.#tree[at] ?? 0) + grown;
    return grown;
  }

  /** The row that covers `y`, held inside the list. */
  rowAt(y: number): number {
    if (this.count === 0) return 0;
    let at = 0;
    let rest = y;
    for (let step = 2 ** Math.floor(Math.log2(this.count)); step >= 1; step /= 2) {
      const next = at + step;
      if (next > this.count) continue;
      const span = step * this.#estimate + (this.#tree[next] ?? 0);
      if (span <= rest) {
        at = next;
        rest -= span;
      }
    }
    return Math.min(at, this.count - 1);
  }
}

export interface Range {
  /** First row, included. */
  first: number;
  /** Last row, excluded. */
  end: number;
}

/** The rows to draw: those in view, and `spare` more on either side. */
export function inView(heights: Heights, scroll: number, view: number, spare: number): Range {
  if (heights.count === 0) return { first: 0, end: 0 };
  const first = Math.max(0, heights.rowAt(Math.max(0, scroll)) - spare);
  const end = Math.min(heights.count, heights.rowAt(Math.max(0, scroll + view)) + 1 + spare);
  return { first, end };
}

/** The scroll position that shows `row` whole, moving as little as possible. */
export function scrollTo(heights: Heights, row: number, scroll: number, view: number): number {
  const top = heights.top(row);
  const bottom = top + heights.height(row);
  if (top < scroll) return top;
  if (bottom > scroll + view) return Math.min(top, bottom - view);
  return scroll;
}
