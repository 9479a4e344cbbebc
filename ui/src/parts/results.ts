import type { VaultState, WithoutToken } from '../ipc';

/** The closest query that has an answer: the one that leaves the fewest records, and not none. */
export function nearest(without: readonly WithoutToken[]): WithoutToken | null {
  const answering = without.filter((query) => query.total > 0);
  return answering.reduce<WithoutToken | null>(
    (best, query) => (best && best.total <= query.total ? best : query),
    null,
  );
}

/** How many files were read so far, while the folder is being read. */
export function reading(vault: VaultState | null): { read: number; total: number } | null {
  return vault?.reading.state === 'reading' ? vault.reading : null;
}
