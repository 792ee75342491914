import type { TransportRequest } from './request/request-description.ts';
import { utf8Length } from '../streams/utf8-length.ts';
import { createCell, type Cell } from '../observable/cell.ts';

/**
 * How far one operation has come; another attempt begins again with `sending`. It counts received bytes as
 * they arrive. It does not count sent bytes, because no `fetch` reports them: an upload is under way until
 * the answer begins.
 */
export type Progress =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly totalBytes: number }
  | {
      readonly kind: 'receiving';
      readonly receivedBytes: number;
      /** `undefined` when the server does not tell, and when the answer is compressed on its way. */
      readonly totalBytes: number | undefined;
    };

/** Makes a progress for one run. Pass it to `holdfast.run(operation, input, { progress })`, and show its snapshot. */
export function createProgress(): Cell<Progress> {
  return createCell<Progress>({ kind: 'idle' });
}

export function sending({ body }: Pick<TransportRequest, 'body'>): Progress {
  const totalBytes = typeof body === 'string' ? utf8Length(body) : body?.byteLength;
  return { kind: 'sending', totalBytes: totalBytes ?? 0 };
}

export function receiving(
  receivedBytes: number,
  headers: Readonly<Record<string, string>>,
): Progress {
  const length = headers['content-encoding'] === undefined ? headers['content-length'] : undefined;
  return {
    kind: 'receiving',
    receivedBytes,
    totalBytes: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
  };
}
