import { diff } from '@codemirror/merge';
import { ChangeSet, Text, type ChangeSpec } from '@codemirror/state';
import type { TextChange } from '../ipc';

/** How far two texts are compared letter by letter before whole passages are replaced. */
const SCAN = { scanLimit: 500, timeout: 100 };

/** The text that is being edited. */
export interface Buffer {
  text(): string;
  readonly length: number;
  /** Remembers the text as it is now. */
  mark(): Mark;
}

/** A text that was, while the person types on. */
export interface Mark {
  readonly text: string;
  /** Makes of the text that was what `next` is, as one small edit that can be undone; what was typed since stays. */
  become(next: string): void;
  /** Changes the text that was at these places, as one edit that can be undone; what was typed since stays. */
  change(changes: readonly TextChange[]): void;
  /** Puts a text into the one that was, as if it were typed: a cursor at that place goes behind it. */
  insert(at: number, text: string): void;
  release(): void;
}

/** The marks that are held, carried along with every change. */
export class Marks {
  readonly #held = new Set<{ since: ChangeSet }>();

  /** Tells every mark what changed. */
  note(changes: ChangeSet): void {
    for (const held of this.#held) held.since = held.since.compose(changes);
  }

  add(text: string, apply: (changes: ChangeSet, typed: boolean) => void): Mark {
    const held = { since: ChangeSet.empty(text.length) };
    this.#held.add(held);
    return {
      text,
      become: (next) => {
        if (next !== text) apply(edit(text, next).map(held.since), false);
      },
      change: (changes) => {
        if (changes.length > 0) apply(ChangeSet.of([...changes], text.length, '\n').map(held.since), false);
      },
      insert: (at, insert) =>
        apply(ChangeSet.of({ from: at, insert }, text.length, '\n').map(held.since), true),
      release: () => void this.#held.delete(held),
    };
  }

  /** There is no text any more. */
  clear(): void {
    this.#held.clear();
  }
}

/** A text after these changes. */
export function applied(text: string, changes: readonly TextChange[]): string {
  return ChangeSet.of([...changes], text.length, '\n')
    .apply(Text.of(text.split('\n')))
    .toString();
}

/** The smallest edit, more or less, that leads from one text to the other. */
export function edit(from: string, to: string): ChangeSet {
  const changes: ChangeSpec[] = diff(from, to, SCAN).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: to.slice(fromB, toB),
  }));
  return ChangeSet.of(changes, from.length, '\n');
}
