import { eastOfUtc, utcToday } from './clock';
import { changeInTurn } from './changing';
import { asApiError, type ApiError, type ChatMessage, type Host, type TextChanges } from '../ipc';
import type { Buffer } from './marks';
import type { Turns } from './turns';

/** Help with the timeline of the text that is being written. */
export class Timeline {
  /** The form for a chat is open. */
  open = $state(false);
  chat = $state('');
  /** The day of messages that have none. */
  day = $state('');
  /** The clock of messages without a zone, east of UTC in minutes. */
  offset = $state(0);
  messages: readonly ChatMessage[] = $state.raw([]);
  /** Which of them become entries, by their place in the list. */
  chosen: readonly number[] = $state.raw([]);
  failure: ApiError | null = $state.raw(null);

  readonly #host: Host;
  readonly #turns: Turns;
  #buffer: Buffer | null = null;
  #reads = 0;

  constructor(host: Host, turns: Turns) {
    this.#host = host;
    this.#turns = turns;
  }

  /** The text can be written to from now on. */
  attach(buffer: Buffer): void {
    this.#buffer = buffer;
  }

  leave(): void {
    this.#buffer = null;
    this.open = false;
  }

  /** Puts the entries in the order of their times. Answers why that could not be done. */
  sort(): Promise<ApiError | null> {
    return this.#change((text) => this.#host.call('sort_timeline', { text }));
  }

  /** Opens the form; what was pasted stays from the last time. */
  show(): void {
    if (!this.#buffer) return;
    this.day ||= utcToday();
    this.offset = eastOfUtc();
    this.failure = null;
    this.open = true;
  }

  close(): void {
    this.open = false;
  }

  async read(): Promise<void> {
    const turn = (this.#reads += 1);
    const { chat, day, offset } = this;
    try {
      const { messages } = await this.#host.call('read_chat', { chat, day, offset_minutes: offset });
      if (turn !== this.#reads) return;
      this.messages = messages;
      this.chosen = this.chosen.filter((at) => at < messages.length);
      this.failure = null;
    } catch (failure) {
      if (turn === this.#reads) this.failure = asApiError(failure);
    }
  }

  toggle(at: number): void {
    this.chosen = this.chosen.includes(at)
      ? this.chosen.filter((other) => other !== at)
      : [...this.chosen, at].sort((a, b) => a - b);
  }

  /** Makes entries of the chosen messages, as one step of undo. */
  async add(): Promise<void> {
    const entries = this.chosen.flatMap((at) => this.messages[at]?.entry ?? []);
    if (entries.length === 0) return;
    this.failure = await this.#change((text) => this.#host.call('add_entries', { text, entries }));
    if (this.failure) return;
    this.open = false;
    this.chat = '';
    this.messages = [];
    this.chosen = [];
  }

  #change(ask: (text: string) => Promise<TextChanges>): Promise<ApiError | null> {
    return changeInTurn(this.#turns, () => this.#buffer, ask);
  }
}
