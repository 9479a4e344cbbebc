import {
  autocompletion,
  closeCompletion,
  completionKeymap,
  completionStatus,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { Prec, type Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import type { CompleteRequest, Completions } from '../../ipc';
import { typingAt, type Typing } from './typing';

export type Ask = (request: CompleteRequest) => Promise<Completions>;

/** Offers records, people and the vault's words while they are typed. Who answers is asked each time anew. */
export function completions(ask: Ask): Extension {
  const list = autocompletion({
    override: [(context) => offered(context, ask)],
    defaultKeymap: false,
    icons: false,
    maxRenderedOptions: 20,
    // The answer is asked for between the keys, never at one.
    activateOnTypingDelay: 80,
  });
  const others = completionKeymap.filter(({ key }) => key !== 'Escape');
  return [list, Prec.highest(keymap.of([...others, { key: 'Escape', run: close }]))];
}

/** A list that is only being asked for goes too, but does not take the key from whoever it was meant for. */
function close(view: EditorView): boolean {
  const isOpen = completionStatus(view.state) === 'active';
  closeCompletion(view);
  return isOpen;
}

async function offered(context: CompletionContext, ask: Ask): Promise<CompletionResult | null> {
  const typing = typingAt(context.state.doc, context.pos);
  if (!typing) return null;
  const { what, field, typed } = typing;
  // `key:` alone says nothing yet; asked for by its key, all of it is shown.
  if (what === 'field' && typed === '' && !context.explicit) return null;
  const { options } = await ask({ what, field, typed }).catch(() => ({ options: [] }));
  if (context.aborted || options.length === 0) return null;
  // What is there already needs no list, and Enter is free to end the line.
  if (options.length === 1 && options[0]?.insert === typed) return null;
  return {
    from: typing.from,
    filter: false,
    options: options.map(({ label, detail, insert }) => option(typing, insert, label, detail)),
  };
}

function option({ closes }: Typing, insert: string, label: string, detail: string | null): Completion {
  return {
    label,
    ...(detail === null ? {} : { detail }),
    apply: (view, _, from, to) => write(view, from, to, insert, closes),
  };
}

function write(view: EditorView, from: number, to: number, insert: string, closes: string): void {
  const closed = view.state.sliceDoc(to, to + closes.length) === closes;
  view.dispatch({
    changes: { from, to, insert: closed ? insert : insert + closes },
    selection: { anchor: from + insert.length + closes.length },
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
}
