import {
  asApiError,
  type Host,
  type PickSnapshot,
  type SnapshotList,
  type SnapshotRow,
  type SnapshotText,
} from '../ipc';
import { sentence } from './format';
import { Latest } from './latest.svelte';
import type { Toasts } from './toasts.svelte';

/** Earlier states of one record, one of them beside the file as it is. */
export class Earlier {
  readonly list: Latest<string, SnapshotList>;
  readonly beside: Latest<PickSnapshot, SnapshotText>;
  /** The number of the state that is looked at. */
  selected: number | null = $state(null);
  restoring = $state(false);

  readonly #host: Host;
  readonly #toasts: Toasts;

  constructor(host: Host, toasts: Toasts) {
    this.#host = host;
    this.#toasts = toasts;
    this.list = new Latest((handle) => host.call('list_snapshots', { handle }));
    this.beside = new Latest((pick) => host.call('show_snapshot', pick));
  }

  get rows(): readonly SnapshotRow[] {
    return this.list.answer?.snapshots ?? [];
  }

  get row(): SnapshotRow | undefined {
    return this.rows.find(({ number }) => number === this.selected);
  }

  /** Lists the states and looks at the newest that the file does not hold. */
  async show(handle: string): Promise<void> {
    this.clear();
    await this.list.ask(handle);
    if (this.list.asked !== handle) return;
    const differing = this.rows.find(({ current }) => !current) ?? this.rows[0];
    if (differing) this.select(differing.number);
  }

  /** Asks again: the file or its states changed. */
  async refresh(): Promise<void> {
    const handle = this.list.asked;
    if (handle === null) return;
    await this.list.ask(handle);
    if (this.list.asked === handle && this.row) this.select(this.row.number);
  }

  clear(): void {
    this.list.clear();
    this.beside.clear();
    this.selected = null;
  }

  select(number: number): void {
    const handle = this.list.asked;
    if (handle === null) return;
    this.selected = number;
    void this.beside.ask({ handle, number });
  }

  move(by: number): void {
    const at = this.rows.findIndex(({ number }) => number === this.selected);
    const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, at + by))];
    if (row && row.number !== this.selected) this.select(row.number);
  }

  /** Makes the file what it was; what follows is ten seconds to take it back. */
  async restore(): Promise<void> {
    const { row } = this;
    const handle = this.list.asked;
    if (!row || row.current || handle === null || this.restoring) return;
    await this.#restore({ handle, number: row.number }, `The file is as it was on ${row.when}.`);
  }

  async #restore(pick: PickSnapshot, said: string): Promise<void> {
    this.restoring = true;
    try {
      const { before, note } = await this.#host.call('restore_snapshot', pick);
      const undo = { handle: pick.handle, number: before };
      this.#toasts.offer([said, note].filter(Boolean).join(' '), 'Undo', () => {
        void this.#restore(undo, 'The file is as it was before.');
      });
    } catch (failure) {
      this.#toasts.fail(sentence(asApiError(failure)));
    }
    this.restoring = false;
    await this.refresh();
  }
}
