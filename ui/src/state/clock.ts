/** This moment as a timeline has it, in UTC and whole minutes: `2026-06-04T09:40Z`. */
export function utcNow(now = new Date()): string {
  return `${now.toISOString().slice(0, 16)}Z`;
}

/** Today in UTC: `2026-06-04`. */
export function utcToday(): string {
  return utcNow().slice(0, 10);
}

/** How far this machine's clock is east of UTC. Minutes. */
export function eastOfUtc(): number {
  return -new Date().getTimezoneOffset();
}
