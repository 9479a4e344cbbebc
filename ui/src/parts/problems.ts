import type { ProblemView } from '../ipc';

export interface ProblemFile {
  path: string;
  problems: ProblemView[];
}

/** One entry a file, files in order of appearance, lines in order inside. */
export function byFile(problems: readonly ProblemView[]): ProblemFile[] {
  const files = new Map<string, ProblemView[]>();
  for (const problem of problems) files.set(problem.path, [...(files.get(problem.path) ?? []), problem]);
  return [...files].map(([path, list]) => ({ path, problems: list.toSorted((a, b) => a.line - b.line) }));
}

/** A record without an id answers to its file's stem. */
export function stemOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.(md|markdown)$/i, '');
}
