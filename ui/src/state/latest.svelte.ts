import { untrack } from 'svelte';
import { asApiError, type ApiError } from '../ipc';

/** How long nothing is shown, so that what is quick does not flicker. Milliseconds. */
export const PATIENCE = 400;

/**
 * One thing that is asked for again and again; only answers to the last question count. The same question asked again
 * does not make the answer under way worthless: else whoever asks faster than answers come would see none.
 */
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
  /** The turn whose answer is shown. */
  #shown = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(fetch: (question: Q) => Promise<A>) {
    this.#fetch = fetch;
  }

  async ask(question: Q): Promise<void> {
    // An effect that asks must not run again because of what asking changes.
    const turn = untrack(() => this.#begin(question));
    try {
      const answer = await this.#fetch(question);
      if (!this.#counts(turn, question)) return;
      this.answer = answer;
      this.failure = null;
    } catch (failure) {
      if (!this.#counts(turn, question)) return;
      this.answer = null;
      this.failure = asApiError(failure);
    }
    this.#shown = turn;
    if (turn === this.#turn) this.#rest();
  }

  #counts(turn: number, question: Q): boolean {
    return turn > this.#shown && (turn === this.#turn || question === this.asked);
  }

  /** Forgets question and answer; what is still under way is dropped when it arrives. */
  clear(): void {
    this.#turn += 1;
    this.#shown = this.#turn;
    this.#rest();
    this.asked = null;
    this.answer = null;
    this.failure = null;
  }

  #begin(question: Q): number {
    this.#turn += 1;
    const again = this.waiting && question === this.asked;
    this.asked = question;
    this.waiting = true;
    if (!again) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => (this.slow = true), PATIENCE);
    }
    return this.#turn;
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.waiting = false;
    this.slow = false;
  }
}
