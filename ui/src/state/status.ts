import type { GitState, VaultState } from '../ipc';
import { count, counted } from './format';
import { bindingsFor, isSingle, type Where } from './keymap';

/** "main, 2 files not committed" */
export function gitWords(git: GitState | null): string | null {
  if (!git) return null;
  const place = git.branch ?? (git.commit ? `at ${git.commit}` : 'no commit yet');
  if (git.not_committed === null) return place;
  return `${place}, ${git.not_committed === 0 ? 'all committed' : `${counted(git.not_committed, 'file')} not committed`}`;
}

export function indexWords({ reading, current_at }: VaultState): string {
  switch (reading.state) {
    case 'reading':
      return `Reading ${count(reading.read)} of ${count(reading.total)}`;
    case 'stopped':
      return `Stopped at ${count(reading.read)} of ${count(reading.total)} files`;
    case 'failed':
      return 'The folder cannot be read now';
    case 'current':
      return current_at === null ? 'Index current' : `Index current at ${current_at}`;
  }
}

const SHORT: Record<string, string> = {
  'next-row': 'Move',
  'previous-row': 'Move',
  'previous-record': 'Previous, next',
  'next-record': 'Previous, next',
};
const MOST = 5;

/** The keys of a screen, most used first; two that belong together stand together. */
export function keyHints(where: Where, single: boolean): { label: string; keys: string[] }[] {
  const ranked = bindingsFor(where).filter((binding) => binding.rank !== undefined);
  ranked.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const hints: { label: string; keys: string[] }[] = [];
  for (const { deed, keys, label } of ranked) {
    const key = keys[0];
    if (key === undefined || (isSingle(key) && !single)) continue;
    const words = SHORT[deed] ?? label;
    const together = hints.find((hint) => hint.label === words);
    if (together) together.keys.push(key);
    else hints.push({ label: words, keys: [key] });
  }
  const last = hints.pop();
  return last ? [...hints.slice(0, MOST - 1), last] : [];
}
