import { getContext, setContext } from 'svelte';
import type {
  CommitView,
  Event,
  Host,
  LintRequest,
  Neighbours,
  ProblemList,
  RecordView,
  SavedSearch,
  ShowCommit,
} from '../ipc';
import { Begin, type Writable } from './begin.svelte';
import { Book } from './book.svelte';
import { Closing } from './closing.svelte';
import type { KnownValues } from './completion';
import { Copies } from './copies.svelte';
import { Deeds } from './deeds';
import { Draft } from './draft.svelte';
import { Earlier } from './earlier.svelte';
import { Home } from './home.svelte';
import { Keys } from './keys.svelte';
import { Latest } from './latest.svelte';
import type { Link } from './links';
import { Logging } from './logging.svelte';
import { Outside } from './outside.svelte';
import { Palette } from './palette.svelte';
import { Route } from './route.svelte';
import { Saved } from './saved.svelte';
import { Search } from './search.svelte';
import { Searched } from './searched.svelte';
import { Suggesting } from './suggesting.svelte';
import { Tie } from './tie.svelte';
import { Timeline } from './timeline.svelte';
import { Toasts } from './toasts.svelte';
import { Turns } from './turns';
import { mishap, onMishap } from './mishaps';
import { onSystemTheme, shownTheme, systemIsDark, type Shown } from './theme';
import { knownValues } from './values';

/** Everything on the desk: one of each controller, and what runs between them. */
export class Desk {
  readonly book: Book;
  readonly search: Search;
  readonly saved: Saved;
  readonly searched: Searched;
  readonly suggesting: Suggesting;
  readonly palette: Palette;
  readonly outside: Outside;
  readonly deeds: Deeds;
  readonly logging: Logging;
  readonly home: Home;
  readonly tie: Tie;
  readonly begin: Begin;
  readonly timeline: Timeline;
  readonly earlier: Earlier;
  readonly copies: Copies;
  readonly closing: Closing;
  readonly route = new Route();
  readonly keys = new Keys();
  readonly toasts = new Toasts();

  /** The record of the preview, and the one of the page. */
  readonly preview: Latest<string, RecordView>;
  readonly record: Latest<string, RecordView>;
  /** What is near the record of the page. The page does not wait for it. */
  readonly neighbours: Latest<string, Neighbours>;
  readonly commit: Latest<ShowCommit, CommitView>;
  readonly problems: Latest<LintRequest, ProblemList>;

  /** The text that is being written, or was last. */
  draft: Draft | null = null;
  readonly #writing = new Turns();

  /** The list of keys is shown. */
  allKeys = $state(false);
  #systemIsDark = $state(systemIsDark());
  readonly shown: Shown = $derived.by(() => shownTheme(this.book.preferences.theme, this.#systemIsDark));
  readonly values: KnownValues = $derived.by(() =>
    knownValues(this.book.vault, this.search.head?.facets ?? []),
  );

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.book = new Book(host);
    this.search = new Search(host, () => this.values);
    this.saved = new Saved(host, this.search, this.toasts);
    this.searched = new Searched(host);
    this.suggesting = new Suggesting(host);
    this.palette = new Palette(host);
    this.outside = new Outside(host);
    this.deeds = new Deeds(host, this.toasts, this.route);
    this.logging = new Logging(host, this.toasts, this.route);
    this.tie = new Tie(host, this.toasts, (what, then) => this.logging.show('catch', what, then));
    this.timeline = new Timeline(host, this.#writing);
    this.begin = new Begin(host, this.route);
    this.home = new Home(host, this.deeds);
    this.earlier = new Earlier(host, this.toasts);
    this.copies = new Copies(host, this.#writing);
    this.closing = new Closing(host, this.copies, this.#writing, {
      keep: async () => this.draft?.keep(),
      unfiled: () => this.logging.unfiled(),
    });
    this.preview = new Latest((handle) => host.call('show_record', { handle }));
    this.record = new Latest((handle) => host.call('show_record', { handle }));
    this.neighbours = new Latest((handle) => host.call('record_neighbours', { handle }));
    this.commit = new Latest((request) => host.call('show_commit', request));
    this.problems = new Latest((request) => host.call('lint', request));
  }

  /** Returns what stops everything that was started. */
  start(): () => void {
    const stops = [
      this.#host.listen((event) => this.#heard(event)),
      this.route.start(),
      onMishap((message) => this.toasts.fail(mishap(message))),
      onSystemTheme((isDark) => (this.#systemIsDark = isDark)),
    ];
    void this.book.refresh();
    return () => stops.forEach((stop) => stop());
  }

  #heard(event: Event): void {
    if (event.type === 'closing') return void this.closing.asked();
    void this.book.refresh();
    if (this.book.vault) void this.saved.refresh();
    if (event.type !== 'records-changed') return;
    this.search.refresh();
    this.again();
  }

  /** Asks again for what is in view. */
  again(): void {
    const { screen } = this.route.place;
    if (this.preview.asked !== null) void this.preview.ask(this.preview.asked);
    if (screen === 'record' && this.record.asked !== null) void this.record.ask(this.record.asked);
    if (screen === 'record' && this.neighbours.asked !== null)
      void this.neighbours.ask(this.neighbours.asked);
    if (screen === 'commit' && this.commit.asked !== null) void this.commit.ask(this.commit.asked);
    if (screen === 'write') void this.draft?.compare();
    if (screen === 'earlier') void this.earlier.refresh();
    if (screen === 'problems') this.findProblems();
    if (screen === 'home') void this.home.refresh();
  }

  findProblems(): void {
    void this.problems.ask({ paths: [], fix: false });
  }

  write(): Draft {
    return (this.draft = new Draft(this.#host, this.#writing, this.copies));
  }

  /** Another vault is open, or none. */
  turnPage(): void {
    this.search.reset();
    this.saved.clear();
    this.searched.clear();
    this.home.clear();
    this.logging.turnPage();
    this.preview.clear();
    this.record.clear();
    this.neighbours.clear();
    this.commit.clear();
    this.problems.clear();
    this.earlier.clear();
  }

  /** A vault was opened: asks for what every screen of it needs. */
  lookAround(): void {
    this.search.refresh();
    void this.saved.refresh();
    void this.searched.refresh();
  }

  openRecord(handle: string, at: string | null = null): void {
    if (this.route.place.screen === 'library') void this.searched.note(this.search.query);
    this.route.go({ screen: 'record', handle, at });
  }

  openEarlier(handle: string): void {
    this.route.go({ screen: 'earlier', handle });
  }

  openCommit(commit: string, repo: string | null = null): void {
    this.route.go({ screen: 'commit', commit, repo });
  }

  /** Searches the library for `query`, wherever the window was. */
  find(query: string): void {
    this.search.setQuery(query);
    this.route.go({ screen: 'library' });
  }

  /** Asks a saved search, wherever the window was. */
  findSaved(saved: SavedSearch): void {
    this.saved.open(saved);
    this.route.go({ screen: 'library' });
  }

  /** Opens the form for a catch, begun with `what`; there is nowhere to write before a vault is open. */
  logCatch(what = ''): void {
    if (this.book.vault) this.logging.show('catch', what);
  }

  /** Opens the form for a new record. */
  beginRecord(kind: Writable = 'incident'): void {
    if (this.book.vault) this.begin.show(kind);
  }

  logModelError(): void {
    if (this.book.vault) this.logging.show('model-error');
  }

  follow(link: Link): void {
    switch (link.to) {
      case 'record':
        return this.openRecord(link.handle, link.at);
      case 'commit':
        return this.openCommit(link.commit);
      case 'outside':
        return this.outside.ask(link.url);
      case 'attachment':
        return this.toasts.offer(`${link.path} is a file in this vault’s folder`, 'Copy path', () => {
          void this.deeds.copyText(link.path);
        });
      case 'anchor':
        document.getElementById(link.id)?.scrollIntoView({ block: 'start' });
    }
  }
}

export const DESK = Symbol('desk');

export function setDesk(desk: Desk): Desk {
  return setContext(DESK, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(DESK);
}
