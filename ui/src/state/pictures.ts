import { asApiError, type ApiError, type Host, type KeptImage } from '../ipc';
import { base64 } from './base64';
import type { Buffer } from './marks';

/** Largest image that is sent over, in bytes. */
const LARGEST = 32 * 1024 * 1024;

/** The text that an image goes into. */
interface Into {
  buffer: Buffer;
  handle: string;
  path: string;
}

/** Images that a person puts into a text: each becomes a file beside the record, and a link in the text. */
export class Pictures {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Answers why it could not be kept; then the text stays as it is. */
  async keep(image: File, at: number, into: Into): Promise<ApiError | null> {
    if (image.size > LARGEST) {
      const hint = 'Make it smaller, and paste it again.';
      return { code: 'bad-request', message: 'The image is larger than 32 MiB', hint };
    }
    const { handle, path } = into;
    return this.#insert(at, into.buffer, async () => {
      const data = await base64(image);
      return this.#host.call('keep_image', { handle, path, name: image.name, data });
    });
  }

  /** As `keep`, with what the clipboard holds: an image, or nothing. */
  paste(at: number, { buffer, handle, path }: Into): Promise<ApiError | null> {
    return this.#insert(at, buffer, async () => {
      const { kept } = await this.#host.call('paste_image', { handle, path });
      return kept;
    });
  }

  async #insert(at: number, buffer: Buffer, keep: () => Promise<KeptImage | null>): Promise<ApiError | null> {
    const mark = buffer.mark();
    try {
      const kept = await keep();
      if (kept) mark.insert(at, kept.markdown);
      return null;
    } catch (failure) {
      return asApiError(failure);
    } finally {
      mark.release();
    }
  }
}
