import type { ApiError, ErrorCode } from './bindings';

/** Every code: one that is missing here would not be a failure of ours. */
const CODES: Record<ErrorCode, true> = {
  'no-vault': true,
  'not-found': true,
  ambiguous: true,
  'read-only': true,
  'bad-request': true,
  conflict: true,
  full: true,
  failed: true,
};

/** Whatever came back, as what the screens can show: a sentence, and what next when that is known. */
export function asApiError(failure: unknown): ApiError {
  if (isApiError(failure)) return failure;
  const message = failure instanceof Error ? failure.message : String(failure);
  return { code: 'failed', message: message || 'The request failed without a reason', hint: null };
}

function isApiError(value: unknown): value is ApiError {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as Record<string, unknown>;
  return typeof message === 'string' && typeof code === 'string' && Object.hasOwn(CODES, code);
}
