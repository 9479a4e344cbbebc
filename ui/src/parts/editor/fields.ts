import type { FieldView } from '../../ipc';

export interface FieldGroup {
  title: string;
  fields: FieldView[];
}

/** Which fields stand together, by name; what is named nowhere stands in the last group. */
const GROUPS: readonly { title: string; names: readonly string[] }[] = [
  {
    title: 'When and how bad',
    names: ['started', 'detected', 'mitigated', 'resolved', 'caught_at', 'severity', 'services'],
  },
  {
    title: 'How it was caught',
    names: [
      'caught_by',
      'caught_how',
      'caught_where',
      'detected_by',
      'model',
      'disposition',
      'green',
      'gates',
    ],
  },
  { title: 'The chain', names: ['introduced', 'fixed', 'reverted', 'changes', 'catches'] },
  {
    title: 'Verified',
    names: ['verified.on', 'verified.by', 'verified.commit', 'verified.note', 'review_every'],
  },
  { title: 'About', names: [] },
];

function used(field: FieldView): boolean {
  return field.values.length > 0 || field.in_text;
}

/** The fields in groups: those that are expected or used. The others wait. */
export function grouped(fields: readonly FieldView[]): { groups: FieldGroup[]; more: FieldView[] } {
  const shown = fields.filter((field) => field.usual || used(field));
  const groupOf = (field: FieldView): string =>
    GROUPS.find(({ names }) => names.includes(field.name))?.title ?? 'About';
  const groups = GROUPS.map(({ title }) => ({
    title,
    fields: shown.filter((field) => groupOf(field) === title),
  }));
  return {
    groups: groups.filter((group) => group.fields.length > 0),
    more: fields.filter((field) => !shown.includes(field)),
  };
}

/** A word of the format as it reads: "in-review" is "in review". */
export function reading(word: string): string {
  return word.replaceAll('-', ' ');
}
