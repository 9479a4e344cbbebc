import { asApiError, type ApiError, type Host } from '../ipc';
import type { Turns } from './turns';

/** A text that is not saved yet, and the file's text that it was made from. */
export interface Copy {
  base: string;
  text: string;
}

/** A file whose copy could not be written down. */
export interface Unkept {
  path: string;
  error: ApiError;
}

/** How long after a failure it is tried again. Milliseconds. */
export const AGAIN = 5_000;

/**
 * Copies of texts that are not saved, kept outside the vault. One that cannot be written down stays in memory, whichever
 * screen the person goes to, and is tried again until it can.
 */
export class Copies {
  /** What is in memory alone, and why. */
  unkept: readonly Unkept[] = $state.raw([]);

  readonly #host: Host;
  readonly #turns: Turns;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
  readonly #inMemory = new Map<string, Copy>();
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, turns: Turns) {
    this.#host = host;
    this.#turns = turns;
  }

  /** What is in memory alone. */
  held(path: string): Copy | undefined {
    return this.#inMemory.get(path);
  }

  /** Belongs into a turn: copies must not overtake one another. */
  async keep(path: string, copy: Copy): Promise<void> {
    try {
      await this.#host.call('keep_buffer', { path, ...copy });
      this.forget(path);
    } catch (failure) {
      this.#inMemory.set(path, copy);
      this.unkept = [...this.#others(path), { path, error: asApiError(failure) }];
      this.#again ??= setTimeout(() => void this.retry(), AGAIN);
    }
  }

  async drop(path: string): Promise<void> {
    this.forget(path);
    // What stays behind is the file's own text by now, and is not offered again.
    await this.#host.call('drop_buffer', { path }).catch(() => undefined);
  }

  /** Tries again what is in memory alone. */
  async retry(): Promise<void> {
    clearTimeout(this.#again);
    this.#again = undefined;
    for (const path of [...this.#inMemory.keys()]) {
      await this.#turns.next(async () => {
        const copy = this.#inMemory.get(path);
        if (copy) await this.keep(path, copy);
      });
    }
  }

  /** It is written down, here or in its file. */
  forget(path: string): void {
    if (this.#inMemory.delete(path)) this.unkept = this.#others(path);
  }

  #others(path: string): Unkept[] {
    return this.unkept.filter((other) => other.path !== path);
  }
}
