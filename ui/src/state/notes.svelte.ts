import type { Host, TextNote } from '../ipc';

/** Quiet notes on a text: what was found when it was last looked at, and what the person does not want to hear again. */
export class Notes {
  /** What looks like a secret. It is said before anything is saved, wherever the cursor is. */
  secrets: TextNote[] = $state.raw([]);

  readonly #host: Host;
  #handle = '';
  #path: () => string = () => '';

  constructor(host: Host) {
    this.#host = host;
  }

  open(handle: string, path: () => string): void {
    this.#handle = handle;
    this.#path = path;
  }

  async of(text: string): Promise<TextNote[]> {
    try {
      const { notes } = await this.#host.call('text_notes', { path: this.#path(), text });
      this.secrets = notes.filter((note) => note.rule === 'secret');
      return notes;
    } catch {
      // A note is a courtesy: without an answer there is none.
      return [];
    }
  }

  async silence(note: TextNote): Promise<void> {
    const { rule, words } = note;
    this.secrets = this.secrets.filter((other) => other.rule !== rule || other.words !== words);
    await this.#host.call('silence_note', { handle: this.#handle, rule, words }).catch(() => undefined);
  }

  async hearAgain(): Promise<void> {
    await this.#host.call('hear_notes', { handle: this.#handle }).catch(() => undefined);
  }
}
