import type { ChainLink, ChainView, GateView, MomentView } from '../ipc';
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
