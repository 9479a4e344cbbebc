import { asApiError, type ApiError, type Host } from '../ipc';
import { address, type Address } from './links';

/** A link that leads out of the window: shown whole, and followed only after a yes. */
export class Outside {
  asking: Address | null = $state.raw(null);
  failure: ApiError | null = $state.raw(null);

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  ask(url: string): void {
    this.failure = null;
    this.asking = address(url);
  }

  async follow(): Promise<void> {
    if (!this.asking) return;
    try {
      await this.#host.call('follow_link', { url: this.asking.url });
      this.asking = null;
    } catch (failure) {
      this.failure = asApiError(failure);
    }
  }

  cancel(): void {
    this.asking = null;
  }
}
