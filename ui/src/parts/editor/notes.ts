import { Facet, Prec, StateEffect, StateField, type Extension, type Text } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  keymap,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import type { TextNote } from '../../ipc';

type Silencing = (view: EditorView) => boolean;

interface Options {
  ask: (text: string) => Promise<TextNote[]>;
  silence: (note: TextNote) => void;
}

/** How long the cursor rests before a note is shown. Milliseconds. */
const REST = 1000;
/** A sentence that was just ended may be looked at, so many lines above the cursor. */
const ABOVE = 2;

const show = StateEffect.define<TextNote | null>();
/** The person does not want to see it again. */
const silenced = StateEffect.define();

/** The one note that is shown. Any key that changes the text takes it away. */
const shown = StateField.define<TextNote | null>({
  create: () => null,
  update(note, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value;
    return transaction.docChanged ? null : note;
  },
  provide: (field) =>
    EditorView.decorations.compute([field], (state) => drawn(state.doc, state.field(field))),
});

function drawn(doc: Text, note: TextNote | null): DecorationSet {
  if (!note || note.to > doc.length) return Decoration.none;
  const line = doc.lineAt(note.to);
  return Decoration.set([
    Decoration.mark({ class: 'cm-noted' }).range(note.from, note.to),
    Decoration.widget({ widget: new UnderLine(note), block: true, side: 1 }).range(line.to),
  ]);
}

const silencer = Facet.define<Silencing, Silencing | null>({ combine: (all) => all[0] ?? null });

class UnderLine extends WidgetType {
  readonly #note: TextNote;

  constructor(note: TextNote) {
    super();
    this.#note = note;
  }

  override eq(other: UnderLine): boolean {
    return other.#note === this.#note;
  }

  toDOM(view: EditorView): HTMLElement {
    const row = document.createElement('div');
    row.className = 'cm-note-row';
    const box = row.appendChild(document.createElement('div'));
    box.className = 'cm-note';
    box.setAttribute('role', 'note');
    box.dataset.testid = 'note';
    const says = box.appendChild(document.createElement('b'));
    says.textContent = this.#note.says;
    const key = document.createElement('kbd');
    key.className = 'kbd';
    key.textContent = 'Esc';
    const keep = document.createElement('button');
    keep.type = 'button';
    keep.tabIndex = -1;
    keep.className = 'cm-note-keep';
    keep.onclick = () => void view.state.facet(silencer)?.(view);
    keep.append(key, ' keep mine');
    box.append(` ${this.#note.instead} `, keep);
    return row;
  }
}

/** Shows one note under its line once the cursor rests there; Escape silences it in this file. */
export function notesUnderLine(options: Options): Extension {
  const run = silencing(options);
  return [shown, silencer.of(run), resting(options), Prec.high(keymap.of([{ key: 'Escape', run }]))];
}

function silencing({ silence }: Options): Silencing {
  return (view) => {
    const note = view.state.field(shown);
    if (!note) return false;
    view.dispatch({ effects: [show.of(null), silenced.of(null)] });
    silence(note);
    return true;
  };
}

function resting({ ask }: Options): Extension {
  return ViewPlugin.define((view) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known: { doc: Text; notes: TextNote[] } | null = null;
    let gone = false;

    async function look(points: boolean): Promise<void> {
      const { doc } = view.state;
      if (known?.doc !== doc) known = { doc, notes: await ask(doc.toString()) };
      // Typed on meanwhile: the next rest looks again.
      if (gone || !points || known.doc !== view.state.doc) return;
      const note = nearest(doc, view.state.selection.main.head, known.notes);
      if (note !== view.state.field(shown)) view.dispatch({ effects: show.of(note) });
    }

    function rest(): void {
      clearTimeout(timer);
      timer = setTimeout(() => void look(true), REST);
    }

    rest();
    return {
      update(update: ViewUpdate) {
        const told = update.transactions.flatMap((one) => one.effects);
        if (told.some((effect) => effect.is(silenced))) known = null;
        if (update.docChanged || update.selectionSet) rest();
        // What is pasted may be a secret, and a save may follow at once.
        if (update.transactions.some((one) => one.isUserEvent('input.paste')))
          setTimeout(() => void look(false));
      },
      destroy() {
        gone = true;
        clearTimeout(timer);
      },
    };
  });
}

/** The note that the cursor is nearest to, on its line or a few lines below it. */
export function nearest(doc: Text, head: number, notes: readonly TextNote[]): TextNote | null {
  const line = doc.lineAt(head).number;
  const away = (note: TextNote): number => line - doc.lineAt(Math.min(note.from, doc.length)).number;
  const near = notes.filter((note) => away(note) >= 0 && away(note) <= ABOVE);
  // On one line the last one before the cursor's end was just written.
  return near.reduce<TextNote | null>((best, note) => (best && away(best) < away(note) ? best : note), null);
}
