import type { Host } from '../ipc';

/** How long a query rests before it counts as one that was meant. Milliseconds. */
const REST = 4_000;

/** What this person searched for in this vault, the newest first. It is kept outside the vault. */
export class Searched {
  queries: readonly string[] = $state.raw([]);

  readonly #host: Host;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  refresh(): Promise<void> {
    return this.#take(this.#host.call('list_searched', {}));
  }

  /** Another vault is open, or none. */
  clear(): void {
    clearTimeout(this.#timer);
    this.queries = [];
  }

  /** The query bar says this now; it counts once it has rested. */
  watch(query: string): void {
    clearTimeout(this.#timer);
    if (query.trim() !== '') this.#timer = setTimeout(() => void this.note(query), REST);
  }

  /** A query that was used: Enter was pressed, or a result was opened. */
  async note(query: string): Promise<void> {
    clearTimeout(this.#timer);
    if (query.trim() === '' || query === this.queries[0]) return;
    await this.#take(this.#host.call('note_searched', { query }));
  }

  forget(): Promise<void> {
    return this.#take(this.#host.call('forget_searched', {}));
  }

  /** What is not remembered is no reason to disturb anybody. */
  async #take(answer: Promise<{ queries: string[] }>): Promise<void> {
    try {
      this.queries = (await answer).queries;
    } catch {
      return;
    }
  }
}
