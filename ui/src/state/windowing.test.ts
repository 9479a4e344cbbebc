import { describe, expect, it } from 'vitest';
import { Heights, inView, scrollTo } from './windowing';

/** The same by brute force. */
function slowTop(measured: Map<number, number>, estimate: number, row: number): number {
  let top = 0;
  for (let at = 0; at < row; at += 1) top += measured.get(at) ?? estimate;
  return top;
}

describe('Heights', () => {
  it('starts from the estimate', () => {
    const heights = new Heights(100_000, 113);
    expect(heights.total).toBe(11_300_000);
    expect(heights.top(99_999)).toBe(113 * 99_999);
    expect(heights.rowAt(113 * 50_000)).toBe(50_000);
    expect(heights.rowAt(113 * 50_000 - 1)).toBe(49_999);
  });

  it('agrees with adding up one by one, wherever rows were measured', () => {
    const heights = new Heights(500, 100);
    const measured = new Map<number, number>();
    for (let step = 0; step < 200; step += 1) {
      const row = (step * 37) % 500;
      const height = 40 + ((step * 53) % 200);
      heights.measure(row, height);
      measured.set(row, height);
    }
    for (let row = 0; row <= 500; row += 7) {
      expect(heights.top(row)).toBeCloseTo(slowTop(measured, 100, row));
    }
    for (let row = 0; row < 500; row += 11) {
      expect(heights.rowAt(heights.top(row))).toBe(row);
      expect(heights.rowAt(heights.top(row + 1) - 0.5)).toBe(row);
    }
  });

  it('says by how much a row grew, and nothing the second time', () => {
    const heights = new Heights(10, 100);
    expect(heights.measure(3, 135)).toBe(35);
    expect(heights.measure(3, 135)).toBe(0);
    expect(heights.measure(3, 90)).toBe(-45);
    expect(heights.total).toBe(990);
  });

  it('ignores rows that are not there and heights of what is hidden', () => {
    const heights = new Heights(10, 100);
    expect(heights.measure(10, 50)).toBe(0);
    expect(heights.measure(-1, 50)).toBe(0);
    expect(heights.measure(2, 0)).toBe(0);
    expect(heights.total).toBe(1000);
  });

  it('holds a position inside the list', () => {
    const heights = new Heights(10, 100);
    expect(heights.rowAt(-50)).toBe(0);
    expect(heights.rowAt(5000)).toBe(9);
    expect(new Heights(0, 100).rowAt(10)).toBe(0);
    expect(new Heights(1, 100).rowAt(10)).toBe(0);
  });
});

describe('inView', () => {
  it('draws what is visible and a few more', () => {
    const heights = new Heights(100_000, 100);
    expect(inView(heights, 5_000, 600, 4)).toEqual({ first: 46, end: 61 });
  });

  it('stays inside the list at both ends', () => {
    const heights = new Heights(20, 100);
    expect(inView(heights, 0, 600, 4)).toEqual({ first: 0, end: 11 });
    expect(inView(heights, 1_900, 600, 4)).toEqual({ first: 15, end: 20 });
    expect(inView(new Heights(0, 100), 0, 600, 4)).toEqual({ first: 0, end: 0 });
  });

  it('draws no more rows for a long list than for a short one', () => {
    const drawn = (count: number) => {
      const { first, end } = inView(new Heights(count, 100), 700, 600, 4);
      return end - first;
    };
    expect(drawn(1_000_000)).toBe(drawn(1_000));
  });
});

describe('scrollTo', () => {
  const heights = new Heights(100, 100);

  it('does not move for a row in full view', () => {
    expect(scrollTo(heights, 12, 1_000, 600)).toBe(1_000);
  });

  it('moves as little as shows the row', () => {
    expect(scrollTo(heights, 5, 1_000, 600)).toBe(500);
    expect(scrollTo(heights, 16, 1_000, 600)).toBe(1_100);
  });

  it('shows the top of a row that is taller than the view', () => {
    const tall = new Heights(10, 100);
    tall.measure(4, 900);
    expect(scrollTo(tall, 4, 0, 600)).toBe(400);
  });
});
