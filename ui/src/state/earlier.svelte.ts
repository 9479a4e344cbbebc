import {
  asApiError,
  type EarlierState,
  type Host,
  type PickState,
  type RecordHistory,
  type RevisionRow,
  type SnapshotList,
  type SnapshotRow,
  type StateText,
} from '../ipc';
import { bytes, sentence } from './format';
import { Latest } from './latest.svelte';
import type { Toasts } from './toasts.svelte';

/** A state of a record, kept outside the vault or committed. */
export interface EarlierRow {
  key: string;
  state: EarlierState;
  /** "2026-06-14T09:41:07Z" */
  at: string;
  when: string;
  /** What it is beside its time, short. */
  mark: string;
  /** Why it is there: what was done, or the commit's title. */
  why: string;
  author: string | null;
  path: string | null;
  current: boolean;
}

/** Earlier states of one record, one of them beside the file as it is. */
export class Earlier {
  readonly kept: Latest<string, SnapshotList>;
  readonly history: Latest<string, RecordHistory>;
  readonly beside: Latest<PickState, StateText>;
  readonly rows: readonly EarlierRow[] = $derived.by(() => rowsOf(this.kept.answer, this.history.answer));
  readonly row: EarlierRow | undefined = $derived(this.rows.find(({ key }) => key === this.selected));
  /** The key of the state that is looked at. */
  selected: string | null = $state(null);
  /** A commit is shown beside the text that it changed, not beside the file. */
  change = $state(false);
  restoring = $state(false);

  readonly #host: Host;
  readonly #toasts: Toasts;

  constructor(host: Host, toasts: Toasts) {
    this.#host = host;
    this.#toasts = toasts;
    this.kept = new Latest((handle) => host.call('list_snapshots', { handle }));
    this.history = new Latest((handle) => host.call('record_history', { handle }));
    this.beside = new Latest((pick) => host.call('show_state', pick));
  }

  /** Lists the states and looks at the newest that the file does not hold. */
  async show(handle: string): Promise<void> {
    this.clear();
    await Promise.all([this.kept.ask(handle), this.history.ask(handle)]);
    // Git may take long; meanwhile somebody may have chosen, or gone elsewhere.
    if (this.kept.asked !== handle || this.selected !== null) return;
    const row = this.rows.find(({ current }) => !current) ?? this.rows[0];
    if (row) this.select(row.key);
  }

  /** Asks again: the file or its states changed. */
  async refresh(): Promise<void> {
    const handle = this.kept.asked;
    if (handle === null) return;
    await Promise.all([this.kept.ask(handle), this.history.ask(handle)]);
    if (this.kept.asked === handle && this.row) this.select(this.row.key);
  }

  clear(): void {
    this.kept.clear();
    this.history.clear();
    this.beside.clear();
    this.selected = null;
  }

  select(key: string): void {
    const handle = this.kept.asked;
    const row = this.rows.find((row) => row.key === key);
    if (handle === null || !row) return;
    this.selected = key;
    void this.beside.ask({ handle, state: row.state });
  }

  move(by: number): void {
    const at = this.rows.findIndex(({ key }) => key === this.selected);
    const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, at + by))];
    if (row && row.key !== this.selected) this.select(row.key);
  }

  /** Makes the file what it was; what follows is ten seconds to take it back. */
  async restore(): Promise<void> {
    const { row } = this;
    const handle = this.kept.asked;
    if (!row || row.current || handle === null || this.restoring) return;
    await this.#restore({ handle, state: row.state }, `The file is as it was on ${row.when}.`);
  }

  async #restore(pick: PickState, said: string): Promise<void> {
    this.restoring = true;
    try {
      const { before, note } = await this.#host.call('restore_state', pick);
      const undo: PickState = { handle: pick.handle, state: { in: 'kept', number: before } };
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

/** Both kinds as one list, the newest first. */
export function rowsOf(kept: SnapshotList | null, history: RecordHistory | null): EarlierRow[] {
  const rows = [...(kept?.snapshots ?? []).map(keptRow), ...(history?.revisions ?? []).map(committedRow)];
  return rows.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

const WHY = { editing: 'While it was edited', merge: 'Before a merge', restore: 'Before a restore' } as const;

function keptRow({ number, at, when, size, reason, path, current }: SnapshotRow): EarlierRow {
  const state: EarlierState = { in: 'kept', number };
  const key = `kept ${String(number)}`;
  return { key, state, at, when, mark: bytes(size), why: WHY[reason], author: null, path, current };
}

function committedRow({ state, short, title, author, at, when, path, current }: RevisionRow): EarlierRow {
  return { key: `commit ${short}`, state, at, when, mark: short, why: title, author, path, current };
}
