import { formatPlace, parsePlace, type Place } from './places';

interface Step {
  /** How many steps lie behind this one. */
  depth: number;
  /** Where the person came from, for the words of a way back. */
  from: Place | null;
}

/** Where the window is. The history is the browser's own, so its back buttons work too. */
export class Route {
  place: Place = $state.raw({ screen: 'home' });
  from: Place | null = $state.raw(null);

  constructor() {
    this.#read();
  }

  /** Returns what stops the listening. */
  start(): () => void {
    const read = (): void => this.#read();
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }

  go(place: Place): void {
    if (formatPlace(place) === formatPlace(this.place)) return;
    const step: Step = { depth: this.#step().depth + 1, from: this.place };
    history.pushState(step, '', formatPlace(place));
    this.#read();
  }

  /** As `go`, without a step to come back to. */
  swap(place: Place): void {
    history.replaceState(this.#step(), '', formatPlace(place));
    this.#read();
  }

  /** One step back, or home when there is none. */
  back(): void {
    if (this.#step().depth > 0) history.back();
    else this.swap({ screen: 'home' });
  }

  #step(): Step {
    const kept: unknown = history.state;
    return isStep(kept) ? kept : { depth: 0, from: null };
  }

  #read(): void {
    this.place = parsePlace(location.hash);
    this.from = this.#step().from;
  }
}

function isStep(value: unknown): value is Step {
  return typeof value === 'object' && value !== null && 'depth' in value && typeof value.depth === 'number';
}
