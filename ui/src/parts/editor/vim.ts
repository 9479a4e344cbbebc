import type { Extension } from '@codemirror/state';
import { drawSelection } from '@codemirror/view';
import { Vim, vim } from '@replit/codemirror-vim';

/** What `:w` and `:q` do. */
export interface VimDeeds {
  save: () => void;
  leave: () => void;
}

/** Commands are Vim's own and the same for all editors: they go to the one that was opened last. */
let current: VimDeeds | null = null;

Vim.defineEx('write', 'w', () => current?.save());
Vim.defineEx('quit', 'q', () => current?.leave());
Vim.defineEx('wq', 'wq', () => {
  current?.save();
  current?.leave();
});

export function vimKeys(deeds: VimDeeds): Extension {
  current = deeds;
  return [vim({ status: true }), drawSelection()];
}
