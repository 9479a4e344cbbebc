import {
  asApiError,
  type ApiError,
  type AppState,
  type Host,
  type Preferences,
  type Rebuilt,
  type Theme,
  type VaultState,
} from '../ipc';

/** What is open, what was open before, and how things stand. */
export class Book {
  state: AppState | null = $state.raw(null);
  failure: ApiError | null = $state.raw(null);
  busy = $state(false);

  readonly #host: Host;
  #asking: Promise<void> | null = null;
  #again = false;

  constructor(host: Host) {
    this.#host = host;
  }

  get vault(): VaultState | null {
    return this.state?.vault ?? null;
  }

  get preferences(): Preferences {
    return this.state?.preferences ?? { theme: 'system', single_keys: true, vim_keys: false };
  }

  /** Asks how things stand. Calls in quick succession become one, and one more at the end. */
  refresh(): Promise<void> {
    if (this.#asking) {
      this.#again = true;
      return this.#asking;
    }
    this.#asking = this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask(): Promise<void> {
    do {
      this.#again = false;
      await this.#take(this.#host.call('app_state', {}));
    } while (this.#again);
  }

  /** Opens the folder that the person picks; false when they picked none or it did not open. */
  async choose(): Promise<boolean> {
    this.failure = null;
    try {
      const { path } = await this.#host.call('choose_folder', {});
      return path === null ? false : await this.open(path);
    } catch (failure) {
      this.failure = asApiError(failure);
      return false;
    }
  }

  open(path: string): Promise<boolean> {
    return this.#run(() => this.#host.call('open_vault', { path }));
  }

  make(path: string, name: string | null): Promise<boolean> {
    return this.#run(() => this.#host.call('make_vault', { path, name }));
  }

  close(): Promise<boolean> {
    return this.#run(() => this.#host.call('close_vault', {}));
  }

  forget(path: string): Promise<boolean> {
    return this.#run(() => this.#host.call('forget_vault', { path }));
  }

  answerVanished(forget: boolean): Promise<boolean> {
    return this.#run(() => this.#host.call('answer_vanished', { forget }));
  }

  /** Answers with the records that were read, or nothing when that failed. */
  async rebuild(): Promise<Rebuilt | null> {
    this.failure = null;
    try {
      const rebuilt = await this.#host.call('rebuild', {});
      await this.refresh();
      return rebuilt;
    } catch (failure) {
      this.failure = asApiError(failure);
      return null;
    }
  }

  stopReading(): Promise<boolean> {
    return this.#run(() => this.#host.call('stop_reading', {}));
  }

  allowImages(allow: boolean): Promise<boolean> {
    return this.#run(() => this.#host.call('allow_images', { allow }));
  }

  setTheme(theme: Theme): Promise<boolean> {
    return this.#prefer({ ...this.preferences, theme });
  }

  setSingleKeys(on: boolean): Promise<boolean> {
    return this.#prefer({ ...this.preferences, single_keys: on });
  }

  setVimKeys(on: boolean): Promise<boolean> {
    return this.#prefer({ ...this.preferences, vim_keys: on });
  }

  #prefer(preferences: Preferences): Promise<boolean> {
    // Shown at once: a theme that waits for a disk feels broken.
    if (this.state) this.state = { ...this.state, preferences };
    return this.#run(() => this.#host.call('set_preferences', preferences));
  }

  async #run(act: () => Promise<AppState>): Promise<boolean> {
    this.busy = true;
    this.failure = null;
    try {
      return await this.#take(act());
    } finally {
      this.busy = false;
    }
  }

  async #take(answer: Promise<AppState>): Promise<boolean> {
    try {
      this.state = await answer;
      return true;
    } catch (failure) {
      this.failure = asApiError(failure);
      return false;
    }
  }
}
