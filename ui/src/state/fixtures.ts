import type {
  AnswerOf,
  AppState,
  CommandName,
  Event,
  Host,
  RecordPage,
  RecordRow,
  RequestOf,
  SavedSearch,
  VaultState,
} from '../ipc';

/** What tests hold in their hands. */

export function row(index: number, more: Partial<RecordRow> = {}): RecordRow {
  return {
    handle: `C-${String(index).padStart(5, '0')}`,
    kind: 'catch',
    kind_label: 'Catch',
    title: [{ text: `Record ${String(index)}`, mark: false }],
    snippet: [],
    date: null,
    day: null,
    severity: null,
    services: [],
    status: null,
    gates_green: 0,
    gates_total: 0,
    verified: null,
    stale: null,
    problem: null,
    path: `catches/${String(index)}.md`,
    score: null,
    ...more,
  };
}

/** The answer to a request over `total` records that all fit. */
export function page(request: RequestOf<'find_records'>, total: number): RecordPage {
  const { query, offset, limit } = request;
  const length = Math.max(0, Math.min(limit, total - offset));
  const rows = Array.from({ length }, (_, at) => row(offset + at));
  return {
    query,
    tokens: [],
    explained: '',
    total,
    scan: null,
    nearest: null,
    spelling: null,
    of: total,
    elapsed_ms: 1,
    offset,
    rows,
    facets: [],
    without: [],
  };
}

export function saved(slug: string, more: Partial<SavedSearch> = {}): SavedSearch {
  return {
    slug,
    name: `About ${slug}`,
    query: `mode:${slug}`,
    sort: null,
    path: `searches/${slug}.toml`,
    problem: null,
    usable: true,
    ...more,
  };
}

export function vault(more: Partial<VaultState> = {}): VaultState {
  return {
    name: 'Storefront',
    folder: '~/notes',
    path: '/home/ines/notes',
    records: 184,
    problem_files: 0,
    reading: { state: 'current' },
    current_at: '09:41',
    git: null,
    read_only: false,
    polling: null,
    vanished: null,
    images_allowed: false,
    notices: [],
    gates: ['e2e', 'unit'],
    services: ['checkout', 'chat'],
    ...more,
  };
}

export function appState(more: Partial<AppState> = {}): AppState {
  return {
    vault: vault(),
    recent: [],
    preferences: { theme: 'light', single_keys: true, vim_keys: false },
    version: '0.1.0',
    ...more,
  };
}

interface Asked {
  name: CommandName;
  request: unknown;
}

/** A host whose answers are held back until a test gives them. */
export class HeldHost implements Host {
  readonly asked: Asked[] = [];
  readonly #waiting: { answer: (value: unknown) => void; fail: (error: unknown) => void }[] = [];
  #heard: (event: Event) => void = () => undefined;

  call<N extends CommandName>(name: N, request: RequestOf<N>): Promise<AnswerOf<N>> {
    this.asked.push({ name, request });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ answer: (value) => resolve(value as AnswerOf<N>), fail: reject });
    });
  }

  listen(heard: (event: Event) => void): () => void {
    this.#heard = heard;
    return () => (this.#heard = () => undefined);
  }

  emit(event: Event): void {
    this.#heard(event);
  }

  /** Answers the question with this number, counted from zero, and lets everything that hangs on it run. */
  async answer(at: number, value: unknown): Promise<void> {
    this.#waiting[at]?.answer(value);
    await settled();
  }

  async fail(at: number, error: unknown): Promise<void> {
    this.#waiting[at]?.fail(error);
    await settled();
  }
}

/** A host that answers at once by a function for each command. */
export function quickHost(answers: { [N in CommandName]?: (request: RequestOf<N>) => AnswerOf<N> }): Host & {
  asked: Asked[];
} {
  const asked: Asked[] = [];
  return {
    asked,
    call(name, request) {
      asked.push({ name, request });
      const answer = answers[name];
      if (!answer) return Promise.reject(new Error(`nobody answers ${name}`));
      return Promise.resolve().then(() => answer(request));
    },
    listen: () => () => undefined,
  };
}

/** Promises that wait for promises have run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}
