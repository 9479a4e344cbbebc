import type { FacetGroup, VaultState } from '../ipc';
import type { KnownValues } from './completion';

const FIXED: Record<string, readonly string[]> = {
  type: ['catch', 'incident', 'model-error', 'guide', 'property', 'reading-list', 'person'],
  severity: ['1', '2', '3', '4', '5', 'none'],
  'caught-how': [
    'hand-test',
    'code-reading',
    'code-review',
    'dogfooding',
    'exploratory',
    'audit',
    'user-report',
    'incidental',
  ],
  status: ['draft', 'in-review', 'reviewed', 'superseded'],
  verdict: ['passed', 'failed', 'skipped', 'did-not-run', 'not-applicable'],
  origin: ['human', 'ai-assisted', 'ai-generated', 'unknown'],
  is: ['draft', 'stale', 'open', 'overdue', 'unlinked'],
  has: ['guard', 'fix', 'cause', 'cost', 'detector', 'gate', 'check', 'action', 'timeline', 'source'],
};

const DAYS = ['today', 'yesterday', 'this week', 'last week', 'this month', 'last month', 'this quarter'];
const MORE_DAYS = ['last quarter', 'this year', 'last year', 'last 7 days', 'last 30 days'];

/** What can stand behind each field: the fixed words, the vault's own names, and what the facets count. */
export function knownValues(vault: VaultState | null, facets: readonly FacetGroup[]): KnownValues {
  const values = new Map<string, Map<string, string>>();
  const add = (field: string, value: string, note: string): void => {
    const group = values.get(field) ?? new Map<string, string>();
    values.set(field, group.set(value, note));
  };
  for (const group of facets) {
    for (const { value, count } of group.values) add(group.field, value, String(count));
  }
  const quiet = (field: string, value: string): void => {
    if (!values.get(field)?.has(value)) add(field, value, '');
  };
  for (const [field, list] of Object.entries(FIXED)) list.forEach((value) => quiet(field, value));
  for (const field of ['before', 'after', 'on'])
    [...DAYS, ...MORE_DAYS].forEach((value) => quiet(field, value));
  vault?.services.forEach((name) => quiet('service', name));
  vault?.gates.forEach((name) => quiet('gate', name));
  return values;
}
