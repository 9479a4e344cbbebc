import {
  type ApiError,
  type CompleteRequest,
  type Completions,
  type FieldsView,
  type Host,
  type LinkTo,
  type RenderText,
  type TextChanges,
} from '../ipc';
import { changeInTurn } from './changing';
import { Latest } from './latest.svelte';
import { applied, type Buffer } from './marks';
import { Rhythm } from './rhythm';
import type { Turns } from './turns';

/** What a field is to say. */
export interface Typed {
  field: string;
  values: string[];
}

/** The fields of the text that is being written. The text is what counts: a field is read from it, and edits it. */
export class Form {
  readonly view: Latest<RenderText, FieldsView>;
  /** A field that could not be edited, and why. */
  refused: { field: string; error: ApiError } | null = $state.raw(null);
  /** What stands in a field and is not in the text yet. */
  typed: Typed | null = null;

  readonly #host: Host;
  readonly #turns: Turns;
  readonly #typing: () => void;
  readonly #reading = new Rhythm(300, 2000, () => this.read());
  #buffer: Buffer | null = null;
  #readOnly = false;
  #path: () => string = () => '';

  /** `typing` hears of every key in a field. */
  constructor(host: Host, turns: Turns, typing: () => void) {
    this.#host = host;
    this.#turns = turns;
    this.#typing = typing;
    this.view = new Latest((request) => host.call('read_fields', request));
  }

  /** Whether there is a text to write into. */
  get editable(): boolean {
    return this.#buffer !== null && !this.#readOnly;
  }

  attach(buffer: Buffer, path: () => string, readOnly: boolean): void {
    this.#buffer = buffer;
    this.#readOnly = readOnly;
    this.#path = path;
    this.read();
  }

  /** The text changed. Quick: it runs at every key. */
  changed(): void {
    if (this.#buffer) this.#reading.beat();
  }

  read(): void {
    const buffer = this.#buffer;
    if (!buffer) return;
    // One answer at a time: a slow one is not asked for again before it is there.
    if (this.view.waiting) this.#reading.beat();
    else void this.view.ask({ path: this.#path(), text: buffer.text() });
  }

  /** A field is being typed into, and says this so far; nothing when it is as the text has it. */
  type(field: string, values: string[] | null): void {
    this.typed = values && { field, values };
    this.#typing();
  }

  /** A text with what was typed into a field; as it is when that cannot be written. */
  async with(text: string, typed: Typed | null): Promise<string> {
    if (!typed) return text;
    try {
      return applied(text, (await this.#host.call('edit_fields', { text, ...typed })).changes);
    } catch {
      return text;
    }
  }

  /** Edits one field of the text. Answers whether that could be done. */
  async set(field: string, values: string[]): Promise<boolean> {
    const typed = (this.typed = { field, values });
    const error = await this.#change((text) => this.#host.call('edit_fields', { text, field, values }));
    if (this.typed === typed) this.typed = null;
    this.refused = error && { field, error };
    return error === null && this.#buffer !== null;
  }

  /** Ties the text to a change or a catch. Answers why that could not be done. */
  link(to: LinkTo, target: string): Promise<ApiError | null> {
    return this.#change((text) => this.#host.call('link_text', { text, path: this.#path(), to, target }));
  }

  /** Changes the text, and reads it again at once. */
  async #change(ask: (text: string) => Promise<TextChanges>): Promise<ApiError | null> {
    const error = await changeInTurn(this.#turns, () => this.#buffer, ask);
    this.#reading.stop();
    const buffer = this.#buffer;
    if (buffer) await this.view.ask({ path: this.#path(), text: buffer.text() });
    return error;
  }

  /** What could be meant by the letters before the cursor. */
  complete(request: CompleteRequest): Promise<Completions> {
    return this.#host.call('complete', request);
  }

  leave(): void {
    this.#reading.stop();
    this.#buffer = null;
  }
}
