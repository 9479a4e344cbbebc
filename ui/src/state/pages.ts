import type { RecordRow } from '../ipc';
import type { Range } from './windowing';

/** Rows that are asked for at once: a screen and a little more. Each row costs a passage, in the search and here. */
export const PAGE = 12;

/** The rows of one answer that have arrived so far. */
export class Pages {
  readonly #rows = new Map<number, RecordRow>();
  readonly #here = new Set<number>();
  readonly #asked = new Set<number>();
  #before: Pages | null;

  /** `before` answers for rows that have not arrived anew, so that a refresh does not blink. */
  constructor(before: Pages | null = null) {
    this.#before = before;
    if (before) before.#before = null;
  }

  row(index: number): RecordRow | undefined {
    return this.#rows.get(index) ?? this.#before?.row(index);
  }

  indexOf(handle: string): number | null {
    for (const [index, row] of this.#rows) if (row.handle === handle) return index;
    return this.#before?.indexOf(handle) ?? null;
  }

  put(offset: number, rows: readonly RecordRow[]): void {
    rows.forEach((row, at) => this.#rows.set(offset + at, row));
    const page = Math.floor(offset / PAGE);
    this.#here.add(page);
    this.#asked.delete(page);
  }

  /** The first page in the range that nobody asked for yet. */
  missing(range: Range): number | null {
    for (let page = Math.floor(range.first / PAGE); page * PAGE < range.end; page += 1) {
      if (!this.#here.has(page) && !this.#asked.has(page)) return page;
    }
    return null;
  }

  asked(page: number): void {
    this.#asked.add(page);
  }
}
