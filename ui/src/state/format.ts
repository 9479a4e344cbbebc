import type { ApiError, MomentView } from '../ipc';

const NUMBERS = new Intl.NumberFormat('en');

/** "1,204" */
export function count(value: number): string {
  return NUMBERS.format(value);
}

/** "1 record", "1,204 records" */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** "312 bytes", "4 kB", "1.2 MB" */
export function bytes(size: number): string {
  if (size < 1000) return counted(size, 'byte');
  return size < 1e6 ? `${count(Math.round(size / 1000))} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

/** "6 ms", "under 1 ms", "1.2 s" */
export function elapsed(ms: number): string {
  if (ms < 1) return 'under 1 ms';
  if (ms < 1000) return `${String(Math.round(ms))} ms`;
  return `${(ms / 1000).toFixed(1)} s`;
}

/** "Tue 2 Jun 2026, 14:12" */
export function longMoment(moment: MomentView): string {
  return joined([`${moment.weekday} ${moment.date}`.trim(), moment.time]);
}

/** "2 Jun, 14:12": the year is known from elsewhere on the page. */
export function shortMoment(moment: MomentView): string {
  return joined([shortDate(moment), moment.time]);
}

/** "2 Jun" */
export function shortDate(moment: MomentView): string {
  return moment.date.replace(/ \d{4}$/, '');
}

function joined(parts: (string | null)[]): string {
  return parts.filter(Boolean).join(', ');
}

/** The zone that all of them share, if there is one. */
export function sharedZone(moments: readonly MomentView[]): string | null {
  const zones = new Set(moments.filter((moment) => moment.time !== null).map((moment) => moment.zone));
  const [only] = zones;
  return zones.size === 1 ? (only ?? null) : null;
}

/** "did-not-run" -> "Did not run" */
export function words(slug: string): string {
  const spaced = slug.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** What pastes into another record as a link to this one. */
export function wikilink(handle: string): string {
  return `[[${handle}]]`;
}

/** What went wrong, and what next where that is known. */
export function sentence(error: ApiError): string {
  return error.hint ? `${error.message.replace(/\.?$/, '.')} ${error.hint}` : error.message;
}
