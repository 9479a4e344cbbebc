import {
  asApiError,
  type ApiError,
  type ComparedText,
  type EditedText,
  type Host,
  type OpenText,
  type SavedText,
} from '../ipc';
import type { Clash } from './clash';
import type { Copies } from './copies.svelte';
import { Drawing } from './drawing.svelte';
import { Form } from './form.svelte';
import { Notes } from './notes.svelte';
import { Pictures } from './pictures';
import { shown } from './line-ends';
import type { Buffer, Mark } from './marks';
import { Rhythm } from './rhythm';
import type { Turns } from './turns';

/** One record's text while it is edited: what of it is saved, what is kept, and what the disk says. */
export class Draft {
  opened: OpenText | null = $state.raw(null);
  /** Why the file did not open. */
  failure: ApiError | null = $state.raw(null);
  /** Where the file is: one that is renamed meanwhile is followed. */
  path = $state('');
  dirty = $state(false);
  saving = $state(false);
  /** "09:41:07", once it was saved here. */
  savedAt: string | null = $state(null);
  /** Why the last save, or a look at the disk, did not work. */
  problem: ApiError | null = $state.raw(null);
  /** The file is not there any more. */
  gone = $state(false);
  clash: Clash | null = $state.raw(null);
  /** Both sides of the clash are shown. */
  comparing = $state(false);
  /** When the text was typed that was never saved and is back now. */
  restored: string | null = $state(null);
  /** What another program changed went into the text. */
  joined = $state(false);

  readonly drawing: Drawing;
  readonly form: Form;
  readonly notes: Notes;
  readonly pictures: Pictures;
  readonly #host: Host;
  readonly #turns: Turns;
  readonly #copies: Copies;
  readonly #keeping = new Rhythm(600, 1400, () => void this.keep());
  #buffer: Buffer | null = null;
  #handle = '';
  /** The file's text that the buffer was made from, with its own line ends. */
  #base = '';
  #kept = false;
  /** The problem is that the disk could not be looked at. */
  #unsure = false;

  constructor(host: Host, turns: Turns, copies: Copies) {
    this.#host = host;
    this.#turns = turns;
    this.#copies = copies;
    this.drawing = new Drawing(host);
    this.form = new Form(host, turns, () => this.#keeping.beat());
    this.notes = new Notes(host);
    this.pictures = new Pictures(host);
  }

  /** The text to begin with; nothing when the file did not open. */
  open(handle: string): Promise<string | null> {
    return this.#turns.next(async () => {
      try {
        const opened = await this.#host.call('open_text', { handle });
        // What is in memory alone is younger than what was kept.
        const held = this.#copies.held(opened.path);
        const kept = held ? { ...held, at: 'a moment ago' } : opened.kept;
        this.#handle = opened.id;
        this.path = opened.path;
        this.#base = kept?.base ?? opened.text;
        this.#kept = this.dirty = kept !== null;
        this.restored = kept?.at ?? null;
        this.notes.open(opened.id, () => this.path);
        this.opened = opened;
        return shown(kept?.text ?? opened.text);
      } catch (failure) {
        this.failure = asApiError(failure);
        return null;
      }
    });
  }

  attach(buffer: Buffer): void {
    this.#buffer = buffer;
    if (this.opened?.plain === null) {
      this.form.attach(buffer, () => this.path, this.readOnly);
      this.drawing.attach(buffer, () => this.path);
    }
    if (this.dirty) void this.compare();
  }

  /** Why the copy of this text is in memory alone. */
  get unkept(): ApiError | null {
    return this.#copies.unkept.find(({ path }) => path === this.path)?.error ?? null;
  }

  get readOnly(): boolean {
    return this.opened?.read_only != null;
  }

  /** The person changed the text, or a merge did. Quick: it runs at every key. */
  changed(): void {
    this.dirty = true;
    this.#keeping.beat();
    this.form.changed();
    this.drawing.changed();
  }

  /** Keeps what is not saved outside the vault. */
  async keep(): Promise<void> {
    this.#keeping.stop();
    const buffer = this.#buffer;
    if (!buffer || this.readOnly) return;
    const [base, text, { typed }] = [this.#base, buffer.text(), this.form];
    if (typed || text !== shown(base) || this.gone) {
      return this.#turns.next(async () => this.#keepText(base, await this.form.with(text, typed)));
    }
    this.dirty = false;
    this.problem = null;
    if (this.#kept) await this.#turns.next(() => this.#dropText());
  }

  #keepText(base: string, text: string): Promise<void> {
    this.#kept = true;
    return this.#copies.keep(this.path, { base, text });
  }

  #dropText(): Promise<void> {
    this.#kept = false;
    return this.#copies.drop(this.path);
  }

  save(): Promise<void> {
    if (this.readOnly) return Promise.resolve();
    this.#keeping.stop();
    this.saving = true;
    return this.#atMark(async (mark) => {
      try {
        this.#saved(await this.#host.call('save_text', this.#edited(mark)), mark);
      } catch (failure) {
        this.problem = asApiError(failure);
        this.#unsure = false;
      }
      this.saving = false;
      if (this.problem) await this.#keepText(this.#base, mark.text);
    });
  }

  /** Takes the status one step on and saves; where there is no further step, it only saves. */
  async file(): Promise<boolean> {
    const next = this.form.view.answer?.next_status;
    const filed = next != null && !this.readOnly && (await this.form.set('status', [next.status]));
    await this.save();
    return filed && !this.problem && !this.clash;
  }

  #saved(saved: SavedText, mark: Mark): void {
    // The other side let go of what was kept, or keeps it now.
    this.#copies.forget(this.path);
    this.path = saved.path;
    if (saved.outcome === 'conflict') {
      this.problem = null;
      this.clash = { theirs: saved.text, ours: mark.text };
      this.comparing = true;
      return;
    }
    this.joined = saved.outcome === 'merged';
    this.savedAt = saved.at;
    this.problem = this.clash = this.restored = null;
    this.gone = this.comparing = this.#kept = false;
    this.#rebase(saved.text, mark, shown(saved.text));
  }

  /** Looks at the disk: another program may have changed the file. */
  compare(): Promise<void> {
    if (!this.opened || this.opened.read_only !== null) return Promise.resolve();
    return this.#atMark(async (mark) => {
      try {
        this.#compared(await this.#host.call('compare_text', this.#edited(mark)), mark);
        if (this.#unsure) this.problem = null;
        this.#unsure = false;
      } catch (failure) {
        // Why a save failed says more, and stays.
        this.#unsure = this.problem === null;
        this.problem ??= asApiError(failure);
      }
    });
  }

  #compared({ outcome, path, theirs, text }: ComparedText, mark: Mark): void {
    if (path !== this.path) void this.#follow(path);
    this.gone = outcome === 'gone';
    this.clash = outcome === 'conflict' ? { theirs, ours: mark.text } : null;
    this.comparing &&= this.clash !== null;
    if (outcome === 'gone') this.changed();
    if (outcome === 'same') this.#rebase(theirs, mark, mark.text);
    if (outcome !== 'merged') return;
    this.joined = this.dirty;
    this.#rebase(theirs, mark, shown(text));
  }

  /** The file has another name; what is kept goes with it. */
  async #follow(path: string): Promise<void> {
    const before = this.path;
    this.path = path;
    if (!this.#kept) return;
    await this.keep();
    await this.#turns.next(() => this.#copies.drop(before));
  }

  /** Goes on from another text of the file; the buffer takes what differs as a small edit. */
  #rebase(base: string, mark: Mark, next: string): void {
    // Once the screen is left nothing more is typed: what was kept then still belongs to the old base.
    if (!this.#buffer) return;
    this.#base = base;
    mark.become(next);
    this.dirty = this.#buffer.text() !== shown(base);
    if (this.dirty) this.#keeping.beat();
  }

  keepMine(): Promise<void> {
    if (this.clash) this.#base = this.clash.theirs;
    this.#settle();
    return this.save();
  }

  /** What was typed stays one step of undo away. */
  async takeTheirs(): Promise<void> {
    const { clash } = this;
    if (!clash) return;
    this.#settle();
    this.#replace(clash.theirs, shown(clash.theirs));
    await this.keep();
  }

  /** Both stand in the text, one after the other; saving is left to the person. */
  async keepBoth(): Promise<void> {
    const { clash } = this;
    if (!clash) return;
    const { both } = await import('./both');
    this.#settle();
    this.#replace(clash.theirs, both(shown(clash.theirs), this.#buffer?.text() ?? clash.ours));
    await this.keep();
  }

  /** Back to the file, from text that was typed before and never saved. */
  async backToFile(): Promise<void> {
    if (!this.opened) return;
    this.restored = null;
    this.#replace(this.opened.text, shown(this.opened.text));
    await this.keep();
    await this.compare();
  }

  /** The screen is left: what is not saved is kept. Nothing where all is saved, or about to be. */
  leave(): Promise<void> | null {
    this.drawing.leave();
    this.form.leave();
    const left = (this.dirty || this.form.typed !== null) && !this.readOnly && this.#buffer !== null;
    const kept = left ? this.keep() : null;
    this.#keeping.stop();
    this.#buffer = null;
    return this.saving ? null : kept;
  }

  #settle(): void {
    this.clash = null;
    this.comparing = false;
  }

  #replace(base: string, next: string): void {
    const mark = this.#buffer?.mark();
    if (!mark) return;
    this.#rebase(base, mark, next);
    mark.release();
  }

  #edited(mark: Mark): EditedText {
    return { handle: this.#handle, path: this.path, base: this.#base, text: mark.text };
  }

  #atMark(act: (mark: Mark) => Promise<void>): Promise<void> {
    return this.#turns.next(async () => {
      const mark = this.#buffer?.mark();
      if (!mark) return;
      await act(mark);
      mark.release();
    });
  }
}
