import type { Fact, IncidentView, ModelView, MomentView } from '../ipc';
import { counted, longMoment, words } from '../state/format';

/** Only what was written down. */
function known(pairs: [string, string | null | undefined][]): Fact[] {
  return pairs.flatMap(([label, text]) => (text ? [{ label, text }] : []));
}

export function modelPairs(model: ModelView): Fact[] {
  return known([
    ['Model', model.model],
    ['Asked about', model.topic],
    ['What it was', model.disposition && words(model.disposition)],
    ['Its confidence', model.claimed_confidence],
    ['Failed attempts', model.failed_attempts === null ? null : counted(model.failed_attempts, 'attempt')],
    ['What catches it now', model.validation],
  ]);
}

/** A span, or the plain words that nobody wrote its ends down: an honest gap is shown as one. */
export function spanOf(span: string | null): string {
  return span ?? 'not recorded';
}

export function incidentMoments(incident: IncidentView): { label: string; at: MomentView; text: string }[] {
  const moments: [string, MomentView | null][] = [
    ['Started', incident.started],
    ['Detected', incident.detected],
    ['Mitigated', incident.mitigated],
    ['Resolved', incident.resolved],
  ];
  return moments.flatMap(([label, at]) => (at ? [{ label, at, text: longMoment(at) }] : []));
}

export function incidentPairs(incident: IncidentView): Fact[] {
  return known([
    ['Detected by', incident.detected_by && words(incident.detected_by)],
    ['Trigger', incident.trigger],
    ['Impact', incident.impact],
  ]);
}
