import type { DueRow, HomeView, Host, Nothing } from '../ipc';
import type { Deeds } from './deeds';
import { Latest } from './latest.svelte';

/** A row that the keys reach, on whichever list of Home it stands. */
export interface HomeRow {
  key: string;
  handle: string;
  /** The action item that can be ticked there. */
  action: DueRow | null;
}

/** What needs a person today, and which row of it is selected. */
export class Home {
  readonly shown: Latest<Nothing, HomeView>;
  readonly rows: readonly HomeRow[] = $derived.by(() => rowsOf(this.shown.answer));
  readonly selected: number = $derived.by(() => {
    const kept = this.rows.findIndex((row) => row.key === this.#key);
    return kept >= 0 ? kept : Math.max(0, Math.min(this.#index, this.rows.length - 1));
  });

  /** The row whose item is being ticked: it shows its tick until the list is asked again. */
  ticked: string | null = $state(null);

  readonly #deeds: Deeds;
  #key: string | null = $state(null);
  #index = $state(0);

  constructor(host: Host, deeds: Deeds) {
    this.#deeds = deeds;
    this.shown = new Latest((nothing) => host.call('home', nothing));
  }

  get row(): HomeRow | undefined {
    return this.rows[this.selected];
  }

  async refresh(): Promise<void> {
    await this.shown.ask({});
    this.ticked = null;
  }

  clear(): void {
    this.shown.clear();
    this.#key = null;
    this.#index = 0;
  }

  select(index: number): void {
    this.#index = Math.max(0, Math.min(index, this.rows.length - 1));
    this.#key = this.rows[this.#index]?.key ?? null;
  }

  /** The focus came to a row. Until a person goes elsewhere the first row stays selected, whatever comes above it. */
  reach(row: HomeRow): void {
    if (row.key !== this.row?.key) this.select(this.rows.indexOf(row));
  }

  /** Ticks the action item of a row; false when it has none. */
  tick(row = this.row): boolean {
    if (!row?.action) return false;
    if (this.ticked !== row.key) void this.#tick(row.key, row.action);
    return true;
  }

  async #tick(key: string, action: DueRow): Promise<void> {
    this.ticked = key;
    if (!(await this.#deeds.tick(action)) && this.ticked === key) this.ticked = null;
  }
}

/** Every row in the order of the page. */
function rowsOf(view: HomeView | null): HomeRow[] {
  if (!view) return [];
  const plain = (list: string, rows: readonly { handle: string; path: string }[]): HomeRow[] =>
    rows.map(({ handle, path }) => ({ key: `${list} ${path}`, handle, action: null }));
  return [
    ...plain('again', view.again.rows),
    ...view.actions.rows.map((action) => ({
      key: `action ${action.path} ${String(action.line)}`,
      handle: action.handle,
      action,
    })),
    ...plain('draft', view.drafts.rows),
    ...plain('recent', view.recent),
  ];
}
