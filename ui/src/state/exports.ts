import type { ExportKind } from '../ipc';

export interface Export {
  id: string;
  /** After "Export as". */
  label: string;
  kind: ExportKind;
  /** What can be told outside, and nothing internal. */
  open: boolean;
}

/** What a record can leave the vault as. */
export const EXPORTS: readonly Export[] = [
  { id: 'html', label: 'HTML', kind: 'html', open: false },
  { id: 'pdf', label: 'PDF', kind: 'pdf', open: false },
  { id: 'markdown', label: 'Markdown', kind: 'markdown', open: false },
  { id: 'public-html', label: 'public version, HTML', kind: 'html', open: true },
  { id: 'public-pdf', label: 'public version, PDF', kind: 'pdf', open: true },
];
