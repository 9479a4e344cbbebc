import { asApiError, type ApiError } from '../ipc';

/** How long nothing is shown, so that what is quick does not flicker. Milliseconds. */
export const PATIENCE = 400;

/** One thing that is asked for again and again; only the answer to the last question counts. */
export class Latest<Q, A> {
  asked: Q | null = $state.raw(null);
  /** The last good answer. It may belong to an earlier question while `waiting`. */
  answer: A | null = $state.raw(null);
  failure: ApiError | null = $state.raw(null);
  waiting = $state(false);
  /** Waiting for longer than anyone should be left without a sign. */
  slow = $state(false);

  readonly #fetch: (question: Q) => Promise<A>;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(fetch: (question: Q) => Promise<A>) {
    this.#fetch = fetch;
  }

  async ask(question: Q): Promise<void> {
    const turn = this.#begin(question);
    try {
      const answer = await this.#fetch(question);
      if (turn !== this.#turn) return;
      this.answer = answer;
      this.failure = null;
    } catch (failure) {
      if (turn !== this.#turn) return;
      this.answer = null;
      this.failure = asApiError(failure);
    }
    this.#rest();
  }

  /** Forgets question and answer; what is still under way is dropped when it arrives. */
  clear(): void {
    this.#turn += 1;
    this.#rest();
    this.asked = null;
    this.answer = null;
    this.failure = null;
  }

  #begin(question: Q): number {
    this.#turn += 1;
    this.asked = question;
    this.waiting = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.slow = true), PATIENCE);
    return this.#turn;
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.waiting = false;
    this.slow = false;
  }
}
