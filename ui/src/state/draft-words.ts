import type { Draft } from './draft.svelte';
import { sentence } from './format';

export interface DraftWords {
  text: string;
  /** It needs the person. */
  warn: boolean;
}

/** Where a draft stands, the most urgent first. */
export function draftWords(draft: Draft): DraftWords {
  if (draft.readOnly) return { text: 'Read only', warn: true };
  if (draft.saving) return { text: 'Saving', warn: false };
  if (draft.problem) return { text: `Not saved: ${sentence(draft.problem)}`, warn: true };
  if (draft.clash) return { text: 'Changed on disk', warn: true };
  if (draft.gone) return { text: 'Deleted on disk; saving makes it again', warn: true };
  if (draft.dirty) return { text: 'Unsaved', warn: false };
  return { text: draft.savedAt === null ? 'As on disk' : `Saved ${draft.savedAt}`, warn: false };
}
