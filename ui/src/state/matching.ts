import type { Command } from './commands';

/**
 * Every word typed must stand somewhere in the label or its other words; at the start of a word counts first. Where no
 * command has them, the letters of one may stand apart: "drkthm" is "Dark theme".
 */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = ranked(commands, (command) => scoreOf(command, wanted));
  return found.length > 0 ? found : ranked(commands, (command) => looseScoreOf(command, wanted.join('')));
}

function ranked(commands: readonly Command[], score: (command: Command) => number): Command[] {
  const scored = commands.map((command) => ({ command, score: score(command) }));
  return scored
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

function scoreOf(command: Command, wanted: readonly string[]): number {
  const text = `${command.label} ${command.also ?? ''}`.toLowerCase();
  let score = 0;
  for (const word of wanted) {
    const begins = ` ${text}`.includes(` ${word}`);
    // Two letters stand in the middle of nearly everything.
    if (!begins && (word.length < 3 || !text.includes(word))) return -1;
    if (begins) score += 1;
  }
  return score;
}

/** Fewer letters stand apart in nearly everything. */
const LOOSE = 3;

/** The letters in their order in the label, the first at the start of a word; more at starts of words is better. */
function looseScoreOf({ label }: Command, letters: string): number {
  const text = ` ${label.toLowerCase()}`;
  const first = text.indexOf(` ${letters.charAt(0)}`);
  if (letters.length < LOOSE || first < 0) return -1;
  let at = first;
  let score = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return -1;
    if (text.charAt(at - 1) === ' ') score += 1;
  }
  return score;
}
