import { bindingsFor, isSingle, nameOf, type Binding, type Deed, type Stroke, type Where } from './keymap';

/** How long the first of two keys waits for the second. Milliseconds. */
const SEQUENCE = 1000;

/** Answers false when it did nothing; then the key is left to the page. */
export type Doing = () => unknown;

/** The keys of the screen that is shown, and who answers them. */
export class Keys {
  where: Exclude<Where, 'everywhere'> = $state('first-run');
  /** Keys of one letter work. */
  single = $state(true);

  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
  readonly #doing = new Map<Deed, Doing[]>();
  #before: { key: string; at: number } | null = null;

  /** The newest answer wins until it is taken back by what this returns. */
  on(deed: Deed, doing: Doing): () => void {
    const list = this.#doing.get(deed) ?? [];
    this.#doing.set(deed, [...list, doing]);
    return () =>
      this.#doing.set(
        deed,
        (this.#doing.get(deed) ?? []).filter((other) => other !== doing),
      );
  }

  /** As `on`, for several at once. */
  all(deeds: Partial<Record<Deed, Doing>>): () => void {
    const stops = (Object.entries(deeds) as [Deed, Doing][]).map(([deed, doing]) => this.on(deed, doing));
    return () => stops.forEach((stop) => stop());
  }

  do(deed: Deed): boolean {
    const doing = this.#doing.get(deed)?.at(-1);
    return doing ? doing() !== false : false;
  }

  /** Whether the stroke was used. `typing`: the focus is where text is written. `at`: milliseconds. */
  press(stroke: Stroke, typing: boolean, at: number): boolean {
    const name = nameOf(stroke);
    if (name === null) return false;
    const binding = this.#find(name, typing, at);
    this.#before = { key: name, at };
    if (!binding || !this.do(binding.deed)) return false;
    this.#before = null;
    return true;
  }

  #find(name: string, typing: boolean, at: number): Binding | undefined {
    const first = this.#before && at - this.#before.at <= SEQUENCE ? this.#before.key : null;
    const bindings = bindingsFor(this.where);
    const bound = (wanted: string): Binding | undefined =>
      isSingle(wanted) && (typing || !this.single)
        ? undefined
        : bindings.find((binding) => binding.keys.includes(wanted));
    // `G C` means the chain, although `C` alone means something too.
    return (first !== null ? bound(`${first} ${name}`) : undefined) ?? bound(name);
  }
}

/** Whether what has the focus takes letters as text. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.closest('[contenteditable]') !== null;
}
