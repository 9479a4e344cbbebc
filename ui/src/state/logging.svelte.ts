import { asApiError, type ApiError, type Host, type Seen, type SecretSeen, type WordingNote } from '../ipc';
import type { Route } from './route.svelte';
import type { Toasts } from './toasts.svelte';

export type Logged = 'catch' | 'model-error';

/** How long nothing is typed before the text is looked over. Milliseconds. */
const REST = 300;

/** A catch, or a model error, as it is written down in a minute. What was typed stays until it is saved. */
export class Logging {
  /** What is being logged; nothing while the form is closed. */
  kind: Logged | null = $state(null);

  what = $state('');
  service = $state('');
  green: readonly string[] = $state.raw([]);
  seen: Seen | null = $state.raw(null);
  /** The offered commit is where it was seen. */
  keepsSeen = $state(true);
  model = $state('');
  prompt = $state('');
  response = $state('');
  correct = $state('');
  reachedCode = $state(false);

  secrets: readonly SecretSeen[] = $state.raw([]);
  /** The first wording worth another look in what was seen; what was pasted is somebody else's. */
  note: WordingNote | null = $state.raw(null);
  failure: ApiError | null = $state.raw(null);
  busy = $state(false);

  readonly #host: Host;
  readonly #toasts: Toasts;
  readonly #route: Route;
  #then: (id: string) => void = () => undefined;
  #offers = 0;
  #looks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, toasts: Toasts, route: Route) {
    this.#host = host;
    this.#toasts = toasts;
    this.#route = route;
  }

  get isReady(): boolean {
    return this.what.trim() !== '' && !this.busy;
  }

  /** `then` is told the id of what is saved. */
  show(kind: Logged, what = '', then: (id: string) => void = () => undefined): void {
    this.kind = kind;
    this.#then = then;
    if (this.what === '') this.what = what;
    this.failure = null;
    void this.offer();
  }

  /** What the form holds and no file does: the form alone keeps it. */
  unfiled(): string[] {
    const typed = [this.what, this.prompt, this.response, this.correct].find((text) => text.trim() !== '');
    return typed === undefined
      ? []
      : [`Not filed: “${typed.trim().slice(0, 80)}”. Save it, or keep it as a draft.`];
  }

  /** The text stays for the next time. */
  close(): void {
    this.kind = null;
  }

  /** Another vault has other services and gates; what was typed may be meant for it. */
  turnPage(): void {
    this.service = '';
    this.green = [];
    this.seen = null;
  }

  /** Asks what the clone of the service has checked out. */
  async offer(): Promise<void> {
    const turn = (this.#offers += 1);
    try {
      const { seen } = await this.#host.call('seen_offer', { service: this.service || null });
      if (turn === this.#offers) this.seen = seen;
    } catch {
      // It is an offer: without it the rest of the form works.
      if (turn === this.#offers) this.seen = null;
    }
  }

  choose(service: string): void {
    this.service = service;
    void this.offer();
  }

  toggle(gate: string): void {
    this.green = this.green.includes(gate)
      ? this.green.filter((other) => other !== gate)
      : [...this.green, gate];
  }

  /** Looks the text over once typing rests. */
  typed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), REST);
  }

  async #look(): Promise<void> {
    const turn = (this.#looks += 1);
    const own = this.what;
    const text = [own, this.prompt, this.response, this.correct].join('\n');
    try {
      const { secrets, notes } = await this.#host.call('check_text', { text });
      if (turn !== this.#looks) return;
      this.secrets = secrets;
      this.note = notes.find((note) => note.to <= own.length) ?? null;
    } catch {
      // Nothing was found out; saving works all the same.
    }
  }

  /** Saves the record; `draft` when details can wait. */
  async save(draft: boolean): Promise<void> {
    if (!this.isReady) return;
    this.busy = true;
    this.failure = null;
    try {
      const written = await this.#host.call('log_catch', {
        what: this.what,
        service: this.service || null,
        seen: this.kind === 'catch' && this.keepsSeen ? this.seen : null,
        green: [...this.green],
        model: this.#model(),
        draft,
      });
      this.#empty();
      this.#then(written.id);
      this.#toasts.offer(draft ? `Kept ${written.id} as a draft` : `Saved ${written.id}`, 'Open', () => {
        this.#route.go({ screen: 'record', handle: written.id, at: null });
      });
    } catch (failure) {
      this.failure = asApiError(failure);
    } finally {
      this.busy = false;
    }
  }

  #model() {
    if (this.kind !== 'model-error') return null;
    const { prompt, response, correct } = this;
    return { model: this.model.trim() || null, prompt, response, correct, reached_code: this.reachedCode };
  }

  #empty(): void {
    this.kind = null;
    this.what = this.prompt = this.response = this.correct = '';
    this.green = [];
    this.reachedCode = false;
    this.keepsSeen = true;
    this.secrets = [];
    this.note = null;
    clearTimeout(this.#timer);
    this.#looks += 1;
  }
}
