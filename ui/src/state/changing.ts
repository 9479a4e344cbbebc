import { asApiError, type ApiError, type TextChanges } from '../ipc';
import type { Buffer } from './marks';
import type { Turns } from './turns';

/**
 * Asks in its turn what changes in a text, and changes it; what was typed meanwhile stays. Answers why that could not
 * be done, and nothing when the text is not there any more.
 */
export function changeInTurn(
  turns: Turns,
  buffer: () => Buffer | null,
  ask: (text: string) => Promise<TextChanges>,
): Promise<ApiError | null> {
  return turns.next(async () => {
    const mark = buffer()?.mark();
    if (!mark) return null;
    try {
      mark.change((await ask(mark.text)).changes);
      return null;
    } catch (failure) {
      return asApiError(failure);
    } finally {
      mark.release();
    }
  });
}
