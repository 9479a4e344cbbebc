/** Acts once the beats rest, and now and then while they do not. Milliseconds. */
export class Rhythm {
  readonly #rest: number;
  readonly #most: number;
  readonly #act: () => void;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #longest: ReturnType<typeof setTimeout> | undefined;

  constructor(rest: number, most: number, act: () => void) {
    this.#rest = rest;
    this.#most = most;
    this.#act = act;
  }

  beat(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#go(), this.#rest);
    this.#longest ??= setTimeout(() => this.#go(), this.#most);
  }

  stop(): void {
    clearTimeout(this.#resting);
    clearTimeout(this.#longest);
    this.#longest = undefined;
  }

  #go(): void {
    this.stop();
    this.#act();
  }
}
