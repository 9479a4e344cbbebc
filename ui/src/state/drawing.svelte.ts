import type { Host, RecordView, RenderText } from '../ipc';
import { Latest } from './latest.svelte';
import type { Buffer } from './marks';
import { Rhythm } from './rhythm';

/** A text of this many letters is drawn when the keys rest, not between them. */
const LONG = 200_000;

/** A text as its record's page would show it, drawn anew while it is written. */
export class Drawing {
  readonly view: Latest<RenderText, RecordView>;
  #rhythm = new Rhythm(250, 2000, () => this.draw());
  #buffer: Buffer | null = null;
  #path: () => string = () => '';

  constructor(host: Host) {
    this.view = new Latest((request) => host.call('render_text', request));
  }

  attach(buffer: Buffer, path: () => string): void {
    if (buffer.length > LONG) this.#rhythm = new Rhythm(1000, 60_000, () => this.draw());
    this.#buffer = buffer;
    this.#path = path;
    this.draw();
  }

  /** The text changed. Quick: it runs at every key. */
  changed(): void {
    if (this.#buffer) this.#rhythm.beat();
  }

  draw(): void {
    const buffer = this.#buffer;
    if (!buffer) return;
    // One picture at a time: a slow one is not asked for again before it is there.
    if (this.view.waiting) this.#rhythm.beat();
    else void this.view.ask({ path: this.#path(), text: buffer.text() });
  }

  leave(): void {
    this.#rhythm.stop();
    this.#buffer = null;
  }
}
