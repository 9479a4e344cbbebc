import { asApiError, type ApiError, type Host } from '../ipc';
import type { Route } from './route.svelte';

/** The types that somebody sits down to write; a catch and a model error have a form of their own as well. */
export const WRITABLE = [
  { kind: 'incident', label: 'Incident', hint: 'Checkout charged twice for 40 minutes', long: true },
  { kind: 'catch', label: 'Catch', hint: 'Reply blank when a new chat gets its id', long: true },
  { kind: 'guide', label: 'Guide', hint: 'Roll back a deploy', long: false },
  { kind: 'property', label: 'Property', hint: 'A reply is never shown twice', long: false },
  { kind: 'reading-list', label: 'Reading list', hint: 'First week on checkout', long: false },
  { kind: 'person', label: 'Person', hint: 'ines', long: false },
] as const;

export type Writable = (typeof WRITABLE)[number]['kind'];

/** A record that is about to be written: its type, its title, and then the editor. */
export class Begin {
  open = $state(false);
  kind: Writable = $state('incident');
  title = $state('');
  /** The long template: everything a large incident may need. */
  long = $state(false);
  failure: ApiError | null = $state.raw(null);
  busy = $state(false);

  readonly type = $derived(WRITABLE.find(({ kind }) => kind === this.kind) ?? WRITABLE[0]);

  readonly #host: Host;
  readonly #route: Route;

  constructor(host: Host, route: Route) {
    this.#host = host;
    this.#route = route;
  }

  get isReady(): boolean {
    return this.title.trim() !== '' && !this.busy;
  }

  show(kind: Writable = 'incident'): void {
    this.kind = kind;
    this.failure = null;
    this.open = true;
  }

  /** The title stays for the next time. */
  close(): void {
    this.open = false;
  }

  /** Makes the record from its template, and opens it in the editor. */
  async make(): Promise<void> {
    if (!this.isReady) return;
    this.busy = true;
    this.failure = null;
    try {
      const { id } = await this.#host.call('new_record', {
        kind: this.kind,
        title: this.title,
        // What is begun is unfinished; Home lists it until it is filed.
        fields:
          this.kind === 'incident' || this.kind === 'catch' ? [{ field: 'status', value: 'draft' }] : [],
        from_commit: null,
        long: this.long && this.type.long,
      });
      this.open = false;
      this.title = '';
      this.#route.go({ screen: 'write', handle: id });
    } catch (failure) {
      this.failure = asApiError(failure);
    } finally {
      this.busy = false;
    }
  }
}
