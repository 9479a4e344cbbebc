/** How long a deed can be undone. Milliseconds. */
export const UNDO_TIME = 10_000;
const READING_TIME = 5_000;

export interface Toast {
  id: number;
  text: string;
  /** Something did not work; stays until it is closed. */
  failed: boolean;
  action: { label: string; run: () => void } | null;
}

/** Short words at the edge of the window, each with at most one answer. */
export class Toasts {
  list: Toast[] = $state.raw([]);

  #last = 0;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  say(text: string): void {
    this.#show({ text, failed: false, action: null }, READING_TIME);
  }

  /** What is shown already is not said twice. */
  fail(text: string): void {
    if (this.list.some((toast) => toast.failed && toast.text === text)) return;
    this.#show({ text, failed: true, action: null }, null);
  }

  offer(text: string, label: string, run: () => void): void {
    this.#show({ text, failed: false, action: { label, run } }, UNDO_TIME);
  }

  act(toast: Toast): void {
    this.close(toast.id);
    toast.action?.run();
  }

  close(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #show(toast: Omit<Toast, 'id'>, time: number | null): void {
    const id = (this.#last += 1);
    this.list = [...this.list.slice(-2), { ...toast, id }];
    if (time !== null)
      this.#timers.set(
        id,
        setTimeout(() => this.close(id), time),
      );
  }
}
