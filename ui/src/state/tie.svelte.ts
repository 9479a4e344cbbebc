import {
  asApiError,
  type ApiError,
  type CommitChoices,
  type FindCommits,
  type FindRecords,
  type Host,
  type LinkTo,
  type MomentView,
  type RecordPage,
  type Stretch,
} from '../ipc';
import { sentence } from './format';
import { Latest } from './latest.svelte';
import type { Toasts } from './toasts.svelte';

/** Commits or records offered at once. */
const MOST = 30;
/** How long nothing is typed before commits are looked through. Milliseconds. */
const REST = 120;

export const TIE_WORDS: Record<LinkTo, string> = {
  introduced: 'The change that introduced it',
  fixed: 'The change that fixed it',
  'caught-by': 'The catch that ended it',
  incident: 'The incident that it ended',
};

/** One line to choose. */
export type Offer =
  | {
      kind: 'commit';
      id: string;
      target: string;
      short: string;
      title: string;
      author: string;
      at: MomentView;
    }
  | { kind: 'named'; id: string; target: string; title: string | null }
  | { kind: 'record'; id: string; target: string; title: Stretch[]; label: string }
  | { kind: 'log'; id: string; what: string };

/** A text that is being edited: a tie goes into it, and is saved with it. */
export interface Tied {
  /** False once it is left; then the tie goes into the file. */
  readonly editable: boolean;
  link(to: LinkTo, target: string): Promise<ApiError | null>;
}

/** Ties a record to a change, a catch or an incident: what was typed, what fits, and which line is chosen. */
export class Tie {
  /** What is looked for; nothing while the finder is closed. */
  to: LinkTo | null = $state(null);
  text = $state('');
  chosen = $state(0);
  /** Not sure yet: the change is linked as suspected. */
  suspected = $state(false);

  readonly commits: Latest<FindCommits, CommitChoices>;
  readonly records: Latest<FindRecords, RecordPage>;
  readonly wantsChange: boolean = $derived(this.to === 'introduced' || this.to === 'fixed');
  readonly offers: Offer[] = $derived.by(() =>
    this.wantsChange ? commitOffers(this.commits.answer) : this.#recordOffers(),
  );
  readonly offer: Offer | undefined = $derived(this.offers[Math.min(this.chosen, this.offers.length - 1)]);

  readonly #host: Host;
  readonly #toasts: Toasts;
  readonly #log: (what: string, then: (id: string) => void) => void;
  #handle = '';
  #text: Tied | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `log` opens the form for a catch that is not written down yet. */
  constructor(host: Host, toasts: Toasts, log: (what: string, then: (id: string) => void) => void) {
    this.#host = host;
    this.#toasts = toasts;
    this.#log = log;
    this.commits = new Latest((request) => host.call('find_commits', request));
    this.records = new Latest((request) => host.call('find_records', request));
  }

  /** `text` is the record's own, where it is being edited. */
  show(handle: string, to: LinkTo, text: Tied | null = null): void {
    this.#handle = handle;
    // The incident of a catch is another file.
    this.#text = to === 'incident' ? null : text;
    this.to = to;
    this.suspected = false;
    this.text = '';
    this.chosen = 0;
    this.#ask();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.to = null;
    this.commits.clear();
    this.records.clear();
  }

  type(text: string): void {
    this.text = text;
    this.chosen = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), REST);
  }

  move(by: number): void {
    const { length } = this.offers;
    if (length > 0) this.chosen = (this.chosen + by + length) % length;
  }

  /** Ties the record to what was chosen; what follows is ten seconds to take it back. */
  async take(offer = this.offer): Promise<void> {
    if (!offer || this.to === null) return;
    const [handle, to, text] = [this.#handle, this.to, this.#text];
    const link = (target: string) =>
      text?.editable ? this.#linkText(text, to, target) : this.link(handle, to, target);
    const doubt = this.wantsChange && this.suspected ? '?' : '';
    this.close();
    if (offer.kind === 'log') this.#log(offer.what, (id) => void link(id));
    else await link(offer.target + doubt);
  }

  async #linkText(text: Tied, to: LinkTo, target: string): Promise<void> {
    const error = await text.link(to, target);
    if (error) this.#toasts.fail(sentence(error));
    else this.#toasts.say(`In the text: ${TIE_WORDS[to].toLowerCase()}`);
  }

  /** `target` as the API takes it. A change that was suspected and is named without `?` is confirmed. */
  async link(handle: string, to: LinkTo, target: string): Promise<void> {
    const tie = { handle, to, target };
    if (await this.#call('link_record', tie))
      this.#toasts.offer(
        `Linked: ${TIE_WORDS[to].toLowerCase()}`,
        'Undo',
        () => void this.#call('unlink_record', tie),
      );
  }

  async #call(
    name: 'link_record' | 'unlink_record',
    tie: { handle: string; to: LinkTo; target: string },
  ): Promise<boolean> {
    try {
      await this.#host.call(name, tie);
      return true;
    } catch (failure) {
      this.#toasts.fail(sentence(asApiError(failure)));
      return false;
    }
  }

  #ask(): void {
    if (this.wantsChange) void this.commits.ask({ text: this.text, limit: MOST });
    else
      void this.records.ask({
        query: `type:${this.to === 'incident' ? 'incident' : 'catch'} ${this.text}`.trim(),
        sort: this.text.trim() === '' ? 'date' : 'relevance',
        offset: 0,
        limit: MOST,
        facets: false,
        typing: true,
        nearest: true,
      });
  }

  #recordOffers(): Offer[] {
    const found = (this.records.answer?.rows ?? [])
      .filter((row) => row.handle !== this.#handle)
      .map((row): Offer => {
        const { handle, title, date, kind_label } = row;
        return { kind: 'record', id: `tie-${handle}`, target: handle, title, label: date ?? kind_label };
      });
    const what = this.text.trim();
    return this.to === 'caught-by' ? [...found, { kind: 'log', id: 'tie-log', what }] : found;
  }
}

function commitOffers(answer: CommitChoices | null): Offer[] {
  if (!answer) return [];
  const { named, rows } = answer;
  // A commit that is named by its id is a row already.
  const isRow = rows.some(
    (row) => row.target === named?.target || row.commit.startsWith(named?.target ?? '-'),
  );
  const first: Offer[] = named && !isRow ? [{ kind: 'named', id: 'tie-named', ...named }] : [];
  return [
    ...first,
    ...rows.map(({ target, short, title, author, at }): Offer => ({
      kind: 'commit',
      id: `tie-${target}`,
      target,
      short,
      title,
      author,
      at,
    })),
  ];
}
