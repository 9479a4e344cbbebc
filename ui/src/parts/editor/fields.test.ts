import { describe, expect, it } from 'vitest';
import type { FieldView, FieldsView } from '../../ipc';
import { grouped } from './fields';
import { filingOf } from './filing';

const view: FieldsView = {
  kind_label: 'Catch',
  fields: [],
  problems: [],
  parts: [],
  next_status: null,
  words: 0,
  silenced: 0,
};

function field(name: string, more: Partial<FieldView> = {}): FieldView {
  return {
    name,
    label: name,
    shape: 'text',
    words: [],
    values: [],
    reads: null,
    gap: null,
    severity: null,
    in_text: false,
    line: null,
    usual: false,
    problem: null,
    ...more,
  };
}

describe('fields of a form', () => {
  it('wait behind a word until they are expected or used', () => {
    const { groups, more } = grouped([
      field('severity', { usual: true }),
      field('cost.hours'),
      field('luck', { values: ['habit'] }),
      field('guards', { in_text: true }),
    ]);
    expect(groups.map(({ title, fields }) => [title, ...fields.map(({ name }) => name)])).toEqual([
      ['When and how bad', 'severity'],
      ['About', 'luck', 'guards'],
    ]);
    expect(more.map(({ name }) => name)).toEqual(['cost.hours']);
  });
});

describe('filing', () => {
  const part = { name: 'green', label: 'What was green', note: null, line: null };
  const next = { status: 'in-review', label: 'In review' };

  it('is never held back', () => {
    const missing = filingOf({ ...view, parts: [{ ...part, done: false }], next_status: next });
    expect(missing).toEqual({ label: 'File as is', missing: ['What was green'] });
    expect(filingOf({ ...view, parts: [{ ...part, done: true }], next_status: next }).label).toBe(
      'File record',
    );
    expect(filingOf({ ...view, next_status: { status: 'reviewed', label: 'Reviewed' } }).label).toBe(
      'Mark as reviewed',
    );
    expect(filingOf(view).label).toBeNull();
  });
});
