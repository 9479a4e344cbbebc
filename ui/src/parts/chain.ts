import type {
  ChainLink,
  ChainPart,
  ChainView,
  ChangeView,
  GateView,
  LinkTo,
  MomentView,
  RecordView,
} from '../ipc';
import { longMoment, shortMoment } from '../state/format';

/** How the line from one part to the next is drawn. */
export type Line = 'track' | 'ink' | 'plain' | 'open' | 'none';

export function lineAfter(links: readonly ChainLink[], at: number): Line {
  const link = links[at];
  const next = links[at + 1];
  if (!link || !next) return 'none';
  if (next.open) return 'open';
  if (link.part === 'catch') return 'ink';
  if (link.part === 'incident' && next.part !== 'catch') return 'plain';
  return 'track';
}

/** The track is green only where gates were; without any on record it is a plain line. */
export function isPlain(chain: ChainView, gates: readonly GateView[]): boolean {
  return chain.green === null && !gates.some((gate) => gate.verdict === 'passed');
}

/** "1 d 19 h later" when that is known, the moment itself otherwise. */
export function since(links: readonly ChainLink[], at: number): string {
  const gap = links[at - 1]?.gap;
  if (gap) return `${gap} later`;
  const moment = links[at]?.at;
  return moment ? shortMoment(moment) : '';
}

/** Everything about the moment for a tooltip: the author's own text has the zone. */
export function exact(moment: MomentView): string {
  return [longMoment(moment), moment.zone].filter(Boolean).join(' ');
}

/** The parts that a chain of this record could still be given. A model error has a chain only once it reached code. */
export function missingTies({ kind, chain }: Pick<RecordView, 'kind' | 'chain'>): LinkTo[] {
  if (kind !== 'incident' && kind !== 'catch') return [];
  const has = (part: ChainPart): boolean =>
    chain?.links.some((link) => link.part === part && !link.open) ?? false;
  const other: LinkTo[] =
    kind === 'incident' ? (has('catch') ? [] : ['caught-by']) : has('incident') ? [] : ['incident'];
  return [
    ...(has('introduced') ? [] : (['introduced'] as const)),
    ...other,
    ...(has('fixed') ? [] : (['fixed'] as const)),
  ];
}

/** The changes that are only suspected, as `link_record` takes them when they are sure. */
export function suspectedChanges({ links }: ChainView): { to: 'introduced' | 'fixed'; target: string }[] {
  return links.flatMap(({ part, suspected, change }) => {
    const target = suspected && change ? targetOf(change) : null;
    return target !== null && (part === 'introduced' || part === 'fixed') ? [{ to: part, target }] : [];
  });
}

function targetOf({ repo, commit, pr, pr_url }: ChangeView): string | null {
  if (commit !== null) return repo === null ? commit : `${repo}@${commit}`;
  if (pr !== null) return repo === null ? pr : `${repo}${pr}`;
  return pr_url;
}
