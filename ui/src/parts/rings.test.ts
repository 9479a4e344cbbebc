import { describe, expect, it } from 'vitest';
import type { CatchWeek } from '../ipc';
import { inWords, rings } from './rings';

const week = (catches: number, all_green: number, monday = '2 Nov'): CatchWeek => ({
  monday,
  catches,
  all_green,
});

describe('rings', () => {
  it('stand on one line, those behind green gates at the bottom', () => {
    const { columns, base } = rings([week(0, 0), week(3, 2)]);
    expect(columns[0]?.rings).toEqual([]);
    expect(columns[1]?.rings.map((ring) => ring.green)).toEqual([true, true, false]);
    expect(columns[1]?.rings.map((ring) => base - ring.y)).toEqual([18, 37, 56]);
  });

  it('give way to a number in a busy week, inside the drawing', () => {
    const { columns } = rings([week(40, 40)]);
    expect(columns[0]?.rings).toHaveLength(4);
    expect(columns[0]?.more?.text).toBe('+36');
    expect(columns[0]?.more?.y).toBeGreaterThan(10);
    expect(rings([week(5, 5)]).columns[0]?.more).toBeNull();
  });

  it('are as high for a quiet quarter as for a usual one', () => {
    expect(rings([week(0, 0)]).height).toBe(rings([week(3, 0)]).height);
    expect(rings([week(5, 0)]).height).toBe(rings([week(500, 0)]).height);
  });

  it('are told in words too', () => {
    const weeks = [week(0, 0, '31 Aug'), week(2, 1, '7 Sep')];
    expect(inWords({ weeks, total: 2, caption: 'In 1 of 2, every gate recorded was green.' })).toBe(
      '2 catches in 2 weeks. In 1 of 2, every gate recorded was green. Week of 7 Sep: 2, all green 1.',
    );
  });
});
