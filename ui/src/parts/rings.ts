import type { CatchWeek, CatchWeeks } from '../ipc';
import { counted } from '../state/format';

/** Marks of one week at most; a number stands for the rest. */
const MOST = 5;
/** Rows that are always there, so that a quiet quarter is not drawn larger than a busy one. */
const LEAST = 3;
/** Pixels of the drawing. */
const WIDTH = 352;
const STEP = 19;

export interface Ring {
  x: number;
  y: number;
  green: boolean;
}

export interface Column {
  /** The middle of the week. */
  x: number;
  rings: Ring[];
  /** "+3", over the marks. */
  more: { y: number; text: string } | null;
}

export interface Rings {
  width: number;
  height: number;
  /** Where the marks stand on. */
  base: number;
  columns: Column[];
}

/** A mark for each catch, a column for each week: those behind green gates at the bottom. */
export function rings(weeks: readonly CatchWeek[]): Rings {
  const most = Math.max(LEAST, ...weeks.map((week) => Math.min(week.catches, MOST)));
  const base = 5 + STEP * most;
  const column = WIDTH / Math.max(1, weeks.length);
  const y = (row: number): number => base - 18 - STEP * row;
  return {
    width: WIDTH,
    height: base + 20,
    base,
    columns: weeks.map(({ catches, all_green }, at) => {
      const x = column * (at + 0.5);
      const drawn = catches > MOST ? MOST - 1 : catches;
      const more = catches - drawn;
      return {
        x,
        rings: Array.from({ length: drawn }, (_, row) => ({ x: x - 8, y: y(row), green: row < all_green })),
        more: more > 0 ? { y: y(drawn) + 13, text: `+${String(more)}` } : null,
      };
    }),
  };
}

/** The drawing in words. */
export function inWords({ weeks, total, caption }: CatchWeeks): string {
  const told = weeks
    .filter((week) => week.catches > 0)
    .map((week) => `Week of ${week.monday}: ${String(week.catches)}, all green ${String(week.all_green)}.`);
  return [`${counted(total, 'catch', 'catches')} in ${String(weeks.length)} weeks.`, caption, ...told].join(
    ' ',
  );
}
