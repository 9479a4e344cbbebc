import type { GateView } from '../ipc';
import { words } from '../state/format';

export type Mark = 'missed' | 'held' | 'caught' | 'skip' | 'none';

/** A filled green disc never stands for a gate: one that was green here is one that missed. */
export function markOf(verdict: string): Mark {
  if (verdict === 'passed') return 'missed';
  if (verdict === 'failed') return 'caught';
  return verdict === 'not-applicable' ? 'none' : 'skip';
}

/** What the gate reported: its evidence, and the verdict in words where that was not green. */
export function verdictOf(gate: GateView): string {
  if (!gate.evidence) return words(gate.verdict);
  return gate.verdict === 'passed' ? gate.evidence : `${words(gate.verdict)}: ${gate.evidence}`;
}

/** "6 of 7 gates"; those that do not apply are not counted. */
export function greenOf(gates: readonly GateView[]): string {
  const applying = gates.filter((gate) => gate.verdict !== 'not-applicable');
  const green = applying.filter((gate) => gate.verdict === 'passed').length;
  return `${String(green)} of ${String(applying.length)} ${applying.length === 1 ? 'gate' : 'gates'}`;
}
