import type { GitState, VaultState } from '../ipc';
import { count, counted } from './format';
import { HINTS, isSingle, KEYMAP, type Deed, type Where } from './keymap';

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

const SHORT: Partial<Record<Deed, string>> = {
  'next-row': 'Move',
  'previous-row': 'Move',
  'previous-record': 'Previous, next',
  'next-record': 'Previous, next',
  tick: 'Tick',
  chain: 'Go to chain',
  back: 'Back',
};

export interface Hint {
  label: string;
  keys: string[];
}

/** The keys of a screen, most used first; two that belong together stand together. */
export function keyHints(where: Exclude<Where, 'everywhere'>, single: boolean): Hint[] {
  const hints: Hint[] = [];
  for (const deed of HINTS[where]) {
    const binding = KEYMAP.find((known) => known.deed === deed);
    const key = binding?.keys[0];
    if (!binding || key === undefined || (isSingle(key) && !single)) continue;
    const label = SHORT[deed] ?? binding.label;
    const together = hints.find((hint) => hint.label === label);
    if (together) together.keys.push(key);
    else hints.push({ label, keys: [key] });
  }
  return hints;
}
