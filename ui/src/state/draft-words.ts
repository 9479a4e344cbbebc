import type { ApiError } from '../ipc';
import type { Draft } from './draft.svelte';

export interface DraftWords {
  text: string;
  /** It needs the person. */
  warn: boolean;
}

/** Where a draft stands, the most urgent first. */
export function draftWords(draft: Draft): DraftWords {
  const failed = draft.problem ?? draft.unkept;
  if (draft.readOnly) return { text: 'Read only', warn: true };
  if (draft.saving) return { text: 'Saving', warn: false };
  if (failed) return { text: `Not saved: ${reason(failed)}, copy kept ${whereKept(draft)}`, warn: true };
  if (draft.clash) return { text: 'Changed on disk', warn: true };
  if (draft.gone) return { text: 'Deleted on disk; saving makes it again', warn: true };
  if (draft.dirty) return { text: 'Unsaved', warn: false };
  return { text: draft.savedAt === null ? 'As on disk' : `Saved ${draft.savedAt}`, warn: false };
}

/** A few words, for a line that has room for no more; the sentence stands elsewhere. */
function reason(error: ApiError): string {
  if (error.code === 'full') return 'disk full';
  if (error.code === 'read-only') return 'no permission to write';
  return error.message.replace(/\.$/, '');
}

function whereKept(draft: Draft): string {
  return draft.unkept ? 'in memory' : 'outside the vault';
}
