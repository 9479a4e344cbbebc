import { asApiError, type ApiError, type Host } from '../ipc';
import { base64 } from './base64';
import type { Buffer } from './marks';

/** Largest image that is sent over, in bytes. */
const LARGEST = 32 * 1024 * 1024;

/** Images that a person puts into a text: each becomes a file beside the record, and a link in the text. */
export class Pictures {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Answers why it could not be kept; then the text stays as it is. */
  async keep(
    image: File,
    at: number,
    { buffer, handle, path }: { buffer: Buffer; handle: string; path: string },
  ): Promise<ApiError | null> {
    if (image.size > LARGEST) {
      const hint = 'Make it smaller, and paste it again.';
      return { code: 'bad-request', message: 'The image is larger than 32 MiB', hint };
    }
    const mark = buffer.mark();
    try {
      const data = await base64(image);
      const kept = await this.#host.call('keep_image', { handle, path, name: image.name, data });
      mark.insert(at, kept.markdown);
      return null;
    } catch (failure) {
      return asApiError(failure);
    } finally {
      mark.release();
    }
  }
}
