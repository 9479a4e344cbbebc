/**
 * A file's text as the editor holds it: without a byte order mark, each line ended by `\n`. The same as `shown` in
 * `catchbook-vault/src/ends.rs`, which gives the file's own ends back to an edit.
 */
export function shown(file: string): string {
  return file.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
