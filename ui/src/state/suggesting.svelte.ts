import type { CompleteRequest, Completions, Host } from '../ipc';
import {
  complete,
  firstChosen,
  halfAt,
  valuesFor,
  type Completion,
  type Half,
  type KnownValues,
  type Suggestion,
} from './completion';
import { Latest } from './latest.svelte';

/** Earlier queries that are offered in the empty bar. */
const PAST = 8;

/** What the query bar offers below it: at once what the page knows, and then what the vault knows. */
export class Suggesting {
  /** What keys act on. */
  completion: Completion | null = $state.raw(null);
  /** -1: none is chosen, and Enter means the query. */
  chosen = $state(-1);
  /** What is drawn of it: behind it for a few frames while letters come, never there when it is not. */
  seen: { suggestions: readonly Suggestion[]; chosen: number } | null = $state.raw(null);

  readonly #found: Latest<CompleteRequest, Completions>;
  #half: Half | null = null;

  constructor(host: Host) {
    this.#found = new Latest((request) => host.call('complete', request));
  }

  /**
   * What fits now. It is drawn, and the vault asked for more, after `listed`, when the list of records is drawn: both at
   * once would each be later. Where nothing fits any more, the lines go at once: Escape means the query then.
   */
  async suggest(text: string, caret: number, values: KnownValues, listed: Promise<unknown>): Promise<void> {
    const half = halfAt(text, caret);
    const completion = complete(text, caret, values);
    this.#half = half;
    this.#show(completion, text, caret);
    if (!completion) this.#draw();
    if (!half) this.#found.clear();
    await listed;
    if (this.#half !== half || this.completion !== completion) return;
    this.#draw();
    if (!half) return;
    const request: CompleteRequest = { what: 'query-value', field: half.field, typed: half.typed };
    await this.#found.ask(request);
    const { answer, asked } = this.#found;
    if (this.#half !== half || asked !== request || !answer) return;
    const options = answer.options.map(({ insert, label, detail }) => ({
      value: insert,
      note: label === insert ? (detail ?? '') : label,
    }));
    this.#show(valuesFor(half, options), text, caret);
    this.#draw();
  }

  /** What was searched for before, in place of an empty query. */
  offerPast(queries: readonly string[]): boolean {
    const suggestions = queries.slice(0, PAST).map((query) => ({ label: query, note: '', insert: query }));
    if (suggestions.length === 0) return false;
    const token = { text: '', start: 0, end: 0, negated: false, key: null, value: '', alone: true };
    this.completion = { token, of: 'query', suggestions };
    this.chosen = 0;
    this.#draw();
    return true;
  }

  move(by: number): void {
    const length = this.completion?.suggestions.length ?? 0;
    if (length === 0) return;
    this.chosen = this.chosen < 0 && by < 0 ? length - 1 : (this.chosen + by + length) % length;
    this.#draw();
  }

  close(): void {
    this.#half = null;
    this.completion = null;
    this.seen = null;
    this.#found.clear();
  }

  #draw(): void {
    this.seen = this.completion && { suggestions: this.completion.suggestions, chosen: this.chosen };
  }

  /** The line that a person chose stays chosen while it is there. */
  #show(completion: Completion | null, text: string, caret: number): void {
    const kept = this.chosen > 0 ? this.completion?.suggestions[this.chosen]?.insert : undefined;
    const at = completion?.suggestions.findIndex(({ insert }) => insert === kept) ?? -1;
    this.completion = completion;
    this.chosen = at >= 0 ? at : firstChosen(completion, text, caret);
  }
}
