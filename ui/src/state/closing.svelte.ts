import type { Host } from '../ipc';
import type { Copies } from './copies.svelte';
import { sentence } from './format';
import type { Turns } from './turns';

/** How long the disk may take before the person is asked. Milliseconds. */
export const LIMIT = 4_000;

interface Writing {
  /** Writes down what is typed and not kept. */
  keep: () => Promise<void>;
  /** What is on the screen and can be kept nowhere, in a sentence each. */
  unfiled: () => string[];
}

/** The window was asked to close: what is typed is written down first. */
export class Closing {
  /** What would be lost, for the person to decide about; nothing while nobody asks. */
  left: readonly string[] | null = $state.raw(null);

  readonly #host: Host;
  readonly #copies: Copies;
  readonly #turns: Turns;
  readonly #writing: Writing;

  constructor(host: Host, copies: Copies, turns: Turns, writing: Writing) {
    this.#host = host;
    this.#copies = copies;
    this.#turns = turns;
    this.#writing = writing;
  }

  async asked(): Promise<void> {
    const left = await Promise.race([this.#writeDown(), tooLong()]);
    if (left.length === 0) return this.close();
    this.left = left;
    await this.#answer(false);
  }

  /** Closes the window, whatever is left. */
  close(): Promise<void> {
    this.left = null;
    return this.#answer(true);
  }

  stay(): void {
    this.left = null;
  }

  /** Answers what could not be written down. */
  async #writeDown(): Promise<string[]> {
    await this.#writing.keep();
    await this.#copies.retry();
    // Saves that were begun before.
    await this.#turns.next(() => Promise.resolve());
    const unkept = this.#copies.unkept.map(({ path, error }) => `Not saved: ${path}. ${sentence(error)}`);
    return [...unkept, ...this.#writing.unfiled()];
  }

  async #answer(close: boolean): Promise<void> {
    // Should the other side not hear it, it closes by itself after a while.
    await this.#host.call('close_window', { close }).catch(() => undefined);
  }
}

function tooLong(): Promise<string[]> {
  const said =
    'The disk has not answered for some seconds, so nobody can say whether all of your text is kept.';
  return new Promise((done) => setTimeout(() => done([said]), LIMIT));
}
