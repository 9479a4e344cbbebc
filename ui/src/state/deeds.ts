import {
  asApiError,
  type DueRow,
  type ExportKind,
  type FileWith,
  type Host,
  type SimilarRecord,
  type Written,
} from '../ipc';
import { copy } from './clipboard';
import { sentence, wikilink } from './format';
import type { Route } from './route.svelte';
import type { Toasts } from './toasts.svelte';

/** What can be done with one record, from the page, the preview, a menu or the palette. */
export class Deeds {
  readonly #host: Host;
  readonly #toasts: Toasts;
  readonly #route: Route;

  constructor(host: Host, toasts: Toasts, route: Route) {
    this.#host = host;
    this.#toasts = toasts;
    this.#route = route;
  }

  copyLink(handle: string): Promise<void> {
    return this.copyText(wikilink(handle));
  }

  async copyText(text: string): Promise<void> {
    if (await copy(text)) this.#toasts.say(`Copied ${text}`);
    else this.#toasts.fail(`The clipboard could not be written. The text is: ${text}`);
  }

  async showFile(handle: string, program: FileWith): Promise<void> {
    await this.#try(() => this.#host.call('show_file', { handle, with: program }));
  }

  edit(handle: string): void {
    this.#route.go({ screen: 'write', handle });
  }

  /** In the program that the person writes everything else with. */
  editOutside(handle: string): Promise<void> {
    return this.showFile(handle, 'editor');
  }

  /** The system asks where to; nothing is written when its chooser is closed. `open` leaves out what is internal. */
  async exportAs(handle: string, kind: ExportKind, open = false): Promise<void> {
    const exported = await this.#try(() => this.#host.call('export_record', { handle, kind, public: open }));
    const file = exported?.files[0];
    if (!exported || file === undefined) return;
    const notes = exported.notes.map((note) => sentence({ code: 'failed', ...note }));
    const said = [`Exported ${nameOf(file)}`, ...notes].join('. ');
    this.#toasts.offer(said, 'Show in folder', () => void this.#showExported());
  }

  /** The few lines that the reviewers of a change need. */
  async copyForPullRequest(handle: string): Promise<void> {
    const copied = await this.#try(() => this.#host.call('pull_request_text', { handle }));
    if (!copied) return;
    const { text } = copied;
    if (await copy(text)) this.#toasts.say('Copied for a pull request');
    // Some engines write the clipboard only at a key or a click itself, not after an answer that it waited for.
    else
      this.#toasts.offer('The lines for a pull request are ready', 'Copy', () => void this.#copyReady(text));
  }

  async #copyReady(text: string): Promise<void> {
    if (await copy(text)) this.#toasts.say('Copied for a pull request');
    else this.#toasts.fail('The clipboard could not be written. Export it as Markdown instead.');
  }

  /** Moves the record to the trash at once; what follows is ten seconds to take it back. */
  async remove(handle: string): Promise<void> {
    const deleted = await this.#try(() => this.#host.call('delete_record', { handle }));
    if (!deleted) return;
    if (this.#route.place.screen === 'record') this.#route.go({ screen: 'library' });
    this.#toasts.offer(`Deleted “${deleted.title}”`, 'Undo', () => void this.#restore(deleted.trash_id));
  }

  /** Makes the file of a text that was never saved again. */
  async bringBack(path: string): Promise<void> {
    const written = await this.#try(() => this.#host.call('bring_back', { path }));
    if (!written) return;
    if (written.note !== null) this.#toasts.say(written.note);
    this.#route.go({ screen: 'record', handle: written.id, at: null });
  }

  /** Lets go of a text whose file is gone; the trash has it. */
  async trashKept(path: string): Promise<void> {
    const deleted = await this.#try(() => this.#host.call('trash_buffer', { path }));
    if (!deleted) return;
    this.#toasts.offer(`Deleted “${deleted.title}”`, 'Undo', () => void this.#restore(deleted.trash_id));
  }

  /** Ticks an action item in its file; what follows is ten seconds to take it back. False when it did not work. */
  async tick(action: DueRow): Promise<boolean> {
    const written = await this.#tick(action, true);
    if (!written) return false;
    if (written.note !== null) this.#toasts.say(written.note);
    else if (!written.changed) this.#toasts.say('It was done already');
    else this.#toasts.offer(`Done: ${action.words}`, 'Undo', () => void this.#tick(action, false));
    return true;
  }

  /** Two records that look alike are kept apart; what follows is ten seconds to take it back. */
  async notSimilar(handle: string, other: SimilarRecord): Promise<boolean> {
    const written = await this.#setDissimilar(handle, other.handle, true);
    if (!written) return false;
    if (written.note !== null) this.#toasts.say(written.note);
    else
      this.#toasts.offer(
        `Not similar: ${other.title}`,
        'Undo',
        () => void this.#setDissimilar(handle, other.handle, false),
      );
    return true;
  }

  #setDissimilar(handle: string, other: string, dissimilar: boolean): Promise<Written | null> {
    return this.#try(() => this.#host.call('set_dissimilar', { handle, other, dissimilar }));
  }

  #tick({ handle, line, text }: DueRow, done: boolean): Promise<Written | null> {
    return this.#try(() => this.#host.call('tick_action', { handle, line, text, done }));
  }

  async #restore(trashId: string): Promise<void> {
    const restored = await this.#try(() => this.#host.call('restore_record', { trash_id: trashId }));
    if (!restored) return;
    const { handle, path, renamed } = restored;
    this.#toasts.say(renamed ? `It is back as ${path}; its old name was taken` : 'It is back');
    this.#route.go({ screen: 'record', handle, at: null });
  }

  async #showExported(): Promise<void> {
    await this.#try(() => this.#host.call('show_exported', {}));
  }

  async #try<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      return await act();
    } catch (failure) {
      this.#toasts.fail(sentence(asApiError(failure)));
      return null;
    }
  }
}

/** A path's last part, on any system. */
function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
