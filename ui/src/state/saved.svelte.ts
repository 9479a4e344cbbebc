import {
  asApiError,
  type ApiError,
  type Host,
  type Nothing,
  type SavedSearch,
  type SearchList,
  type Sort,
} from '../ipc';
import { KEYS } from './completion';
import { sentence } from './format';
import { Latest } from './latest.svelte';
import { join, split } from './query';
import type { Search } from './search.svelte';
import type { Toasts } from './toasts.svelte';

/** The searches that are saved in the vault, and the form that names one. */
export class Saved {
  /** The form is open: for a new search, or for another name of this one. */
  form: { renames: SavedSearch | null } | null = $state.raw(null);
  name = $state('');
  failure: ApiError | null = $state.raw(null);
  busy = $state(false);
  /** The one that was opened last: a changed query can be put into it. */
  opened: string | null = $state(null);

  readonly #host: Host;
  readonly #search: Search;
  readonly #toasts: Toasts;
  readonly #list: Latest<Nothing, SearchList>;

  constructor(host: Host, search: Search, toasts: Toasts) {
    this.#host = host;
    this.#search = search;
    this.#toasts = toasts;
    this.#list = new Latest((nothing) => host.call('list_searches', nothing));
  }

  get list(): readonly SavedSearch[] {
    return this.#list.answer?.searches ?? [];
  }

  get problem(): string | null {
    return this.#list.answer?.problem ?? null;
  }

  /** The search that stands in the query bar, word for word. */
  get current(): SavedSearch | undefined {
    return this.list.find((saved) => saved.usable && this.#isAsked(saved));
  }

  /** The opened search, when the query bar says something else by now. */
  get changed(): SavedSearch | undefined {
    const opened = this.list.find((saved) => saved.slug === this.opened);
    return opened?.usable && this.#search.query !== '' && !this.#isAsked(opened) ? opened : undefined;
  }

  refresh(): Promise<void> {
    return this.#list.ask({});
  }

  /** Another vault is open, or none. */
  clear(): void {
    this.#list.clear();
    this.opened = null;
    this.close();
  }

  open(saved: SavedSearch): void {
    this.opened = saved.slug;
    this.#search.sort = saved.sort ?? 'relevance';
    this.#search.setQuery(saved.query);
  }

  /** Asks for the name of a new search; there is nothing to save of an empty query. */
  begin(): void {
    if (this.#search.query === '')
      return this.#toasts.say('Search for something first: then it can be saved');
    this.#show(null, '');
  }

  rename(saved: SavedSearch): void {
    this.#show(saved, saved.name);
  }

  close(): void {
    this.form = null;
    this.failure = null;
  }

  /** What the form is for. */
  async submit(): Promise<void> {
    const { form, name } = this;
    if (!form || this.busy || name.trim() === '') return;
    this.busy = true;
    this.failure = null;
    try {
      if (form.renames)
        await this.#host.call('change_search', { slug: form.renames.slug, name, query: null });
      else await this.#save(name);
      this.close();
      await this.refresh();
    } catch (failure) {
      this.failure = asApiError(failure);
    } finally {
      this.busy = false;
    }
  }

  /** Puts the query of the bar into the search that was opened; what follows is ten seconds to take it back. */
  async update(): Promise<void> {
    const before = this.changed;
    if (!before || !(await this.#put(before.slug, this.#search.query, this.#sort()))) return;
    this.#toasts.offer(`Updated “${before.name}”`, 'Undo', () => {
      void this.#put(before.slug, before.query, before.sort);
    });
  }

  /** Moves its file to the trash; what follows is ten seconds to take it back. */
  async remove(saved: SavedSearch): Promise<void> {
    const deleted = await this.#try(() => this.#host.call('delete_search', { name: saved.slug }));
    if (!deleted) return;
    this.#toasts.offer(`Deleted “${saved.name}”`, 'Undo', () => {
      void this.#try(() => this.#host.call('restore_record', { trash_id: deleted.trash_id }));
    });
  }

  async #save(name: string): Promise<void> {
    const { query } = this.#search;
    const saved = await this.#host.call('save_search', { name, query, sort: this.#sort() });
    this.opened = saved.slug;
    this.#toasts.say(`Saved as ${saved.path}`);
  }

  async #put(slug: string, query: string, sort: Sort | null): Promise<boolean> {
    const request = { slug, name: null, query: { query, sort } };
    return (await this.#try(() => this.#host.call('change_search', request))) !== null;
  }

  async #try<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await act();
      await this.refresh();
      return answer;
    } catch (failure) {
      this.#toasts.fail(sentence(asApiError(failure)));
      return null;
    }
  }

  #show(renames: SavedSearch | null, name: string): void {
    this.form = { renames };
    this.name = name;
    this.failure = null;
  }

  /** The usual order needs no word in the file. */
  #sort(): Sort | null {
    return this.#search.sort === 'relevance' ? null : this.#search.sort;
  }

  #isAsked(saved: SavedSearch): boolean {
    const asked = join(split(saved.query, KEYS));
    return asked === this.#search.query.trim() && (saved.sort ?? 'relevance') === this.#search.sort;
  }
}
