import { describe, expect, it } from 'vitest';
import type { ChainLink, ChainPart, GateView, IncidentView, ModelView, ProblemView } from '../ipc';
import { isPlain, lineAfter, since } from './chain';
import { greenOf, markOf, verdictOf } from './gates';
import { incidentPairs, modelPairs, spanOf } from './model';
import { byFile, stemOf } from './problems';
import { nearest } from './results';

const link = (part: ChainPart, more: Partial<ChainLink> = {}): ChainLink => ({
  part,
  label: part,
  what: null,
  change: null,
  record: null,
  meta: [],
  at: null,
  suspected: false,
  open: false,
  gap: null,
  gap_label: null,
  ...more,
});
const gate = (verdict: string, evidence: string | null = null): GateView => ({
  name: 'unit',
  verdict,
  evidence,
  why_blind: null,
  required: true,
});

describe('the chain', () => {
  it('runs green to the person who found it, then in ink to the fix', () => {
    const links = [link('introduced'), link('incident'), link('catch'), link('fixed')];
    expect(links.map((_, at) => lineAfter(links, at))).toEqual(['track', 'track', 'ink', 'none']);
  });

  it('does not claim a catch that nobody recorded', () => {
    const links = [link('introduced'), link('incident'), link('fixed')];
    expect(links.map((_, at) => lineAfter(links, at))).toEqual(['track', 'plain', 'none']);
  });

  it('is open towards a fix that is not linked', () => {
    const links = [link('catch'), link('fixed', { open: true })];
    expect(lineAfter(links, 0)).toBe('open');
  });

  it('is green only where some gate was', () => {
    const chain = { links: [], green: null, span: null, dashed: false };
    expect(isPlain(chain, [])).toBe(true);
    expect(isPlain(chain, [gate('failed')])).toBe(true);
    expect(isPlain(chain, [gate('passed')])).toBe(false);
    expect(isPlain({ ...chain, green: 'Every required gate was green' }, [])).toBe(false);
  });

  it('says how long after, or when', () => {
    const at = { text: '', date: '4 Jun 2026', weekday: 'Thu', time: '09:40', zone: 'UTC', millis: 0 };
    const links = [link('introduced', { gap: '1 d 19 h', at }), link('incident', { at }), link('catch')];
    expect([since(links, 0), since(links, 1), since(links, 2)]).toEqual([
      '4 Jun, 09:40',
      '1 d 19 h later',
      '',
    ]);
  });
});

describe('gates', () => {
  it('never have the mark that belongs to people', () => {
    const verdicts = ['passed', 'failed', 'skipped', 'did-not-run', 'not-applicable', 'invented'];
    expect(verdicts.map(markOf)).toEqual(['missed', 'caught', 'skip', 'skip', 'none', 'skip']);
  });

  it('say what they reported', () => {
    expect(verdictOf(gate('passed', '212 of 212'))).toBe('212 of 212');
    expect(verdictOf(gate('did-not-run', 'no baseline'))).toBe('Did not run: no baseline');
    expect(verdictOf(gate('passed'))).toBe('Passed');
  });

  it('are counted without those that do not apply', () => {
    expect(greenOf([gate('passed'), gate('failed'), gate('not-applicable')])).toBe('1 of 2 gates');
    expect(greenOf([gate('passed')])).toBe('1 of 1 gate');
  });
});

describe('facts', () => {
  it('leave out what nobody wrote down', () => {
    const model: ModelView = {
      model: 'house agent',
      topic: null,
      disposition: 'prompt-ambiguity',
      claimed_confidence: null,
      failed_attempts: 0,
      validation: null,
    };
    expect(modelPairs(model)).toEqual([
      { label: 'Model', text: 'house agent' },
      { label: 'What it was', text: 'Prompt ambiguity' },
      { label: 'Failed attempts', text: '0 attempts' },
    ]);
    expect(
      incidentPairs({ detected_by: null, trigger: null, impact: '31 customers' } as IncidentView),
    ).toEqual([{ label: 'Impact', text: '31 customers' }]);
  });

  it('show a missing span as one', () => {
    expect(spanOf(null)).toBe('not recorded');
    expect(spanOf('6 h 25 min')).toBe('6 h 25 min');
  });
});

describe('problems', () => {
  const problem = (path: string, line: number) => ({ path, line }) as ProblemView;

  it('stand by file, in the order of their lines', () => {
    const files = byFile([problem('b.md', 9), problem('a.md', 1), problem('b.md', 2)]);
    expect(files.map(({ path, problems }) => [path, problems.map((one) => one.line)])).toEqual([
      ['b.md', [2, 9]],
      ['a.md', [1]],
    ]);
  });

  it('lead to their record by its stem', () => {
    expect(stemOf('catches/2026-06-04-reply.md')).toBe('2026-06-04-reply');
    expect(stemOf('notes.v2.markdown')).toBe('notes.v2');
  });
});

describe('the nearest query', () => {
  it('has an answer, and the smallest', () => {
    const without = [
      { token: 'a', query: '', total: 0 },
      { token: 'b', query: '', total: 40 },
      { token: 'c', query: '', total: 3 },
    ];
    expect(nearest(without)?.token).toBe('c');
    expect(nearest(without.slice(0, 1))).toBeNull();
    expect(nearest([])).toBeNull();
  });
});
