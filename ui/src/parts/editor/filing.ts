import type { FieldsView } from '../../ipc';

export interface Filing {
  /** What the button says; nothing when the status goes no further. */
  label: string | null;
  /** What readers will look for and not find. */
  missing: string[];
}

/** Filing is never held back: what is missing is said beside it. */
export function filingOf(view: FieldsView | null): Filing {
  const missing = view?.parts.filter((part) => !part.done).map((part) => part.label) ?? [];
  const next = view?.next_status?.status;
  if (next === undefined) return { label: null, missing };
  if (next === 'reviewed') return { label: 'Mark as reviewed', missing };
  return { label: missing.length > 0 ? 'File as is' : 'File record', missing };
}
