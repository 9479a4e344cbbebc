import { describe, expect, it } from 'vitest';
import { asApiError } from './failure';

describe('asApiError', () => {
  it('passes an error of the API through', () => {
    const error = { code: 'not-found', message: 'No record answers to C-1', hint: null };
    expect(asApiError(error)).toBe(error);
  });

  it('makes a sentence of anything else', () => {
    expect(asApiError(new Error('the bridge is gone')).message).toBe('the bridge is gone');
    expect(asApiError('no such command')).toEqual({ code: 'failed', message: 'no such command', hint: null });
    expect(asApiError({ code: 'invented', message: 'x' }).code).toBe('failed');
    expect(asApiError('').message).not.toBe('');
  });
});
