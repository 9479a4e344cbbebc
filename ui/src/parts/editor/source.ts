import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Transaction, type ChangeSet, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { TextNote } from '../../ipc';
import { Marks, type Buffer, type Mark } from '../../state/marks';
import { completions, type Ask } from './complete';
import { pastedImages, type KeepImage } from './images';
import { ground } from './look';
import { markdownColours } from './markdown';
import { notesUnderLine } from './notes';
import type { VimDeeds } from './vim';

interface Options {
  text: string;
  /** Without colours and spell checking: the file is large. */
  plain: boolean;
  readOnly: boolean;
  complete: Ask;
  notes: (text: string) => Promise<TextNote[]>;
  silence: (note: TextNote) => void;
  keepImage: KeepImage;
  changed: () => void;
  moved: (line: number) => void;
}

/** CodeMirror on one text, as the buffer of a draft. */
export class Source implements Buffer {
  readonly view: EditorView;
  readonly #marks = new Marks();
  readonly #vim = new Compartment();

  constructor(parent: HTMLElement, options: Options) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: options.text,
        extensions: [this.#listen(options), this.#vim.of([]), extensions(options)],
      }),
    });
  }

  get length(): number {
    return this.view.state.doc.length;
  }

  text(): string {
    return this.view.state.doc.toString();
  }

  mark(): Mark {
    return this.#marks.add(this.text(), (changes, typed) => this.#apply(changes, typed));
  }

  /** Puts the cursor on a line, in view. */
  jump(line: number): void {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.view.focus();
  }

  /** Writes where the cursor is, as if it were typed. */
  write(text: string): void {
    this.view.dispatch(this.view.state.replaceSelection(text), { scrollIntoView: true, userEvent: 'input' });
  }

  /** The line up to the cursor. */
  before(): string {
    const { doc, selection } = this.view.state;
    const { head } = selection.main;
    return doc.sliceString(doc.lineAt(head).from, head);
  }

  /** The keys of Vim are read when somebody wants them. */
  async useVim(deeds: VimDeeds | null): Promise<void> {
    const keys = deeds && (await import('./vim')).vimKeys(deeds);
    this.view.dispatch({ effects: this.#vim.reconfigure(keys ?? []) });
  }

  destroy(): void {
    this.#marks.clear();
    this.view.destroy();
  }

  #apply(changes: ChangeSet, typed: boolean): void {
    const annotations = [isolateHistory.of('full'), Transaction.userEvent.of(typed ? 'input.paste' : 'disk')];
    const selection = this.view.state.selection.map(changes, typed ? 1 : -1);
    this.view.dispatch({ changes, selection, annotations });
  }

  #listen({ changed, moved }: Options): Extension {
    return EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        this.#marks.note(update.changes);
        changed();
      }
      if (update.selectionSet || update.docChanged) {
        moved(update.state.doc.lineAt(update.state.selection.main.head).number);
      }
    });
  }
}

function extensions(options: Options): Extension {
  const { plain, readOnly } = options;
  return [
    ground(),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    search({ top: true }),
    EditorState.readOnly.of(readOnly),
    EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\r\n?/g, '\n')),
    EditorView.contentAttributes.of({
      'aria-label': 'Markdown source',
      'data-testid': 'source',
      tabindex: '0',
      spellcheck: String(!plain),
    }),
    plain ? [] : markdownColours(),
    readOnly ? [] : [completions(options.complete), pastedImages(options.keepImage)],
    plain || readOnly ? [] : notesUnderLine({ ask: options.notes, silence: options.silence }),
    // Ctrl Enter saves.
    keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')]),
  ];
}
