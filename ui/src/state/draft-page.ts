import type { OpenText } from '../ipc';
import type { Draft } from './draft.svelte';
import type { Buffer, Mark } from './marks';

/** What tests of a draft write on. */

/** A text in memory; a mark that becomes another text replaces it whole. */
export class Page implements Buffer {
  now: string;
  readonly #draft: Draft;

  constructor(text: string, draft: Draft) {
    this.now = text;
    this.#draft = draft;
  }

  get length(): number {
    return this.now.length;
  }

  text(): string {
    return this.now;
  }

  type(text: string): void {
    this.now += text;
    this.#draft.changed();
  }

  mark(): Mark {
    const text = this.now;
    return {
      text,
      become: (next) => {
        if (next === text) return;
        this.now = next;
        this.#draft.changed();
      },
      change: () => undefined,
      insert: () => undefined,
      release: () => undefined,
    };
  }
}

export const opened: OpenText = {
  id: 'C-7K3Q2',
  title: 'Reply blank',
  path: 'catches/a.md',
  text: 'one\r\ntwo\r\n',
  hash: '',
  read_only: null,
  plain: 'no preview',
  kept: null,
};
