import {
  asApiError,
  type ApiError,
  type FileScan,
  type Host,
  type RecordPage,
  type RecordRow,
  type Sort,
} from '../ipc';
import { KEYS, withoutHalfTyped, type KnownValues } from './completion';
import { PATIENCE } from './latest.svelte';
import { PAGE, Pages } from './pages';
import { absorb, join, reopen, split, type Parts } from './query';
import type { Range } from './windowing';

/** Pages that may be under way at once while a person scrolls. */
const ABREAST = 2;

/** What an answer depends on, as long as no record changes. */
interface Question {
  query: string;
  /** The last word may go on. */
  typing: boolean;
  sort: Sort;
}

/** The query, its answer, and which record of it is selected. */
export class Search {
  parts: Parts = $state.raw({ chips: [], text: '' });
  sort: Sort = $state('relevance');
  /** The first page of the newest answer: totals, facets and how the query was understood. */
  head: RecordPage | null = $state.raw(null);
  /** Replaced when rows arrive, so that what draws them notices. */
  rows: { pages: Pages } = $state.raw({ pages: new Pages() });
  selected = $state(0);
  failure: ApiError | null = $state.raw(null);
  /** Counts the questions that were answered: another number, another list. */
  question = $state(0);
  /** The answer is late. */
  slow = $state(false);
  /** The person wants no more files looked through. */
  stopped = $state(false);

  readonly #host: Host;
  readonly #values: () => KnownValues;
  #caret: number | null = null;
  /** The last that was asked of this vault. */
  #question: Question | null = null;
  /** Counts the questions. */
  #turn = 0;
  /** The next answer is to the same question: the selection stays on its record. */
  #keep = false;
  #busy = false;
  #stale = false;
  /** The questions under way; done when there are none. */
  #asking: Promise<void> = Promise.resolve();
  #view: Range = { first: 0, end: 0 };
  #underway = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, values: () => KnownValues) {
    this.#host = host;
    this.#values = values;
  }

  get query(): string {
    return join(this.parts);
  }

  get total(): number {
    return this.head?.total ?? 0;
  }

  /** Files that are looked through for an expression, as long as there are more. */
  get scan(): FileScan | null {
    return this.head?.scan?.going ? this.head.scan : null;
  }

  get row(): RecordRow | undefined {
    return this.rows.pages.row(this.selected);
  }

  /** The person typed; `caret` is where, in UTF-16 units. */
  type(text: string, caret: number): void {
    this.parts = absorb({ chips: this.parts.chips, text }, KEYS);
    this.#caret = this.parts.text === text ? caret : this.parts.text.length;
    this.#changed();
  }

  /** Turns what is typed into chips where it can be, and searches for all of it. */
  settle(): void {
    const { chips, text } = this.parts;
    const settled = split(text, KEYS);
    this.parts = { chips: [...chips, ...settled.chips], text: settled.text.trimEnd() };
    this.#caret = null;
    this.#changed();
  }

  setQuery(query: string): void {
    this.parts = split(query, KEYS);
    this.#caret = null;
    this.#changed();
  }

  clear(): void {
    this.setQuery('');
  }

  /** One step back: stops what goes on, else clears the query. False when there is neither. */
  back(): boolean {
    if (this.scan && !this.stopped) this.stopped = true;
    else if (this.query !== '') this.clear();
    else return false;
    return true;
  }

  dropChip(index: number): void {
    this.parts = { ...this.parts, chips: this.parts.chips.filter((_, at) => at !== index) };
    this.#changed();
  }

  /** The last chip is text again; returns where the caret belongs. */
  reopenChip(): number | null {
    const reopened = reopen(this.parts);
    if (!reopened) return null;
    this.parts = { chips: reopened.chips, text: reopened.text };
    this.#caret = reopened.caret;
    this.#changed();
    return reopened.caret;
  }

  sortBy(sort: Sort): void {
    this.sort = sort;
    this.#changed();
  }

  /** Waits until no question is under way. Answers whether what is shown is the answer to the query as it is. */
  async answered(): Promise<boolean> {
    if (!this.#keep) await this.#asking;
    return this.#keep;
  }

  /** Starts over with another vault. */
  reset(): void {
    this.#turn += 1;
    this.#keep = false;
    this.stopped = false;
    this.parts = { chips: [], text: '' };
    this.#caret = null;
    this.#question = null;
    this.head = null;
    this.rows = { pages: new Pages() };
    this.selected = 0;
    this.failure = null;
  }

  select(index: number): void {
    this.selected = Math.max(0, Math.min(index, this.total - 1));
    this.#fill();
  }

  /** The rows that are on screen now; only these are asked for. */
  show(view: Range): void {
    this.#view = view;
    this.#fill();
  }

  /** The record `by` places further in the list, asking for it when it has not been seen. */
  async neighbour(handle: string, by: number): Promise<RecordRow | null> {
    const at = this.rows.pages.indexOf(handle);
    if (at === null) return null;
    const wanted = at + by;
    if (wanted < 0 || wanted >= this.total) return null;
    const page = Math.floor(wanted / PAGE);
    if (!this.rows.pages.row(wanted)) await this.#load(page);
    const row = this.rows.pages.row(wanted);
    if (row) this.selected = wanted;
    return row ?? null;
  }

  /** The records changed: ask again, and keep what is shown until the answer is here. */
  refresh(): void {
    this.#question = this.#read();
    this.#ask();
  }

  /** The person changed something. An answer to another question is worth nothing any more. */
  #changed(): void {
    const question = this.#read();
    // A value that is half typed asks nothing, and what is there stays.
    const isAnswered = this.#keep && !this.failure;
    if (same(question, this.#question) && (isAnswered || this.#busy)) return;
    this.#question = question;
    this.#turn += 1;
    this.#keep = false;
    this.stopped = false;
    this.#ask();
  }

  #read(): Question {
    const caret = this.#caret;
    const parts = caret === null ? this.parts : withoutHalfTyped(this.parts, caret, this.#values());
    // Where a value is half typed, the words that are left are finished.
    const typing = caret !== null && parts === this.parts && parts.text !== '' && !/\s$/.test(parts.text);
    return { query: join(parts), typing, sort: this.sort };
  }

  #ask(): void {
    if (this.#busy) this.#stale = true;
    else this.#asking = this.#run();
  }

  /** One question under way at a time: whoever types fast gets the last one answered, not all. */
  async #run(): Promise<void> {
    this.#busy = true;
    this.#timer = setTimeout(() => (this.slow = true), PATIENCE);
    do {
      this.#stale = false;
      await this.#first(this.#turn);
    } while (this.#stale);
    clearTimeout(this.#timer);
    this.slow = false;
    this.#busy = false;
    this.#fill();
    this.#goOn();
  }

  /** Each answer looks through some files more: as long as there are any, the same is asked again. */
  #goOn(): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => {
      if (this.scan && !this.stopped && !this.failure) this.#ask();
    });
  }

  async #first(turn: number): Promise<void> {
    const offset = this.#keep ? Math.floor(this.selected / PAGE) * PAGE : 0;
    try {
      const page = await this.#find(offset, true);
      if (turn === this.#turn) this.#accept(page);
    } catch (failure) {
      if (turn === this.#turn) this.failure = asApiError(failure);
    }
  }

  #accept(page: RecordPage): void {
    const handle = this.#keep ? this.row?.handle : undefined;
    const pages = new Pages(this.#keep ? this.rows.pages : null);
    pages.put(page.offset, page.rows);
    const kept = handle === undefined ? null : pages.indexOf(handle);
    const wanted = this.#keep ? (kept ?? this.selected) : 0;
    this.rows = { pages };
    this.head = page;
    this.failure = null;
    if (!this.#keep) this.question += 1;
    this.#keep = true;
    this.selected = Math.max(0, Math.min(wanted, page.total - 1));
  }

  #fill(): void {
    while (this.#underway < ABREAST && this.head && !this.#busy) {
      const view = { first: this.#view.first, end: Math.min(this.#view.end, this.total) };
      const chosen = { first: this.selected, end: Math.min(this.selected + 1, this.total) };
      const page = this.rows.pages.missing(view) ?? this.rows.pages.missing(chosen);
      if (page === null) return;
      this.#underway += 1;
      void this.#load(page).finally(() => {
        this.#underway -= 1;
        this.#fill();
      });
    }
  }

  async #load(page: number): Promise<void> {
    const { pages } = this.rows;
    pages.asked(page);
    try {
      const answer = await this.#find(page * PAGE, false);
      if (this.rows.pages !== pages) return;
      pages.put(answer.offset, answer.rows);
      this.rows = { pages };
    } catch (failure) {
      if (this.rows.pages === pages) this.failure = asApiError(failure);
    }
  }

  #find(offset: number, facets: boolean): Promise<RecordPage> {
    const page = { offset, limit: PAGE, facets, nearest: true };
    return this.#host.call('find_records', { ...(this.#question ?? this.#read()), ...page });
  }
}

function same(one: Question, other: Question | null): boolean {
  return one.query === other?.query && one.typing === other.typing && one.sort === other.sort;
}
