/** A record's id; a file stem says the same as the title, only longer. */
export function isId(handle: string): boolean {
  return /^[A-Z]-[0-9A-Z]{4,6}$/.test(handle);
}
