import type { TransportRequest } from './request/request-description.ts';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import { utf8Length } from '../streams/utf8-length.ts';

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

/**
 * The progress of one run. The transport notes in it what it sends and what it receives. It brings the code that
 * counts, so that a page without a progress does not ship it.
 */
export interface RunProgress extends Observable<Progress> {
  sending(request: Pick<TransportRequest, 'body'>): void;
  /** @param headers those of the answer, with small letters */
  receiving(receivedBytes: number, headers: Readonly<Record<string, string>>): void;
}

/** Makes a progress for one run. Pass it to `holdfast.run(operation, input, { progress })`, and show its snapshot. */
export function createProgress(): RunProgress {
  const { getSnapshot, subscribe, set } = createCell<Progress>({ kind: 'idle' });
  return {
    getSnapshot,
    subscribe,
    sending({ body }) {
      const totalBytes = typeof body === 'string' ? utf8Length(body) : body?.byteLength;
      set({ kind: 'sending', totalBytes: totalBytes ?? 0 });
    },
    receiving(receivedBytes, headers) {
      set({ kind: 'receiving', receivedBytes, totalBytes: lengthOf(headers) });
    },
  };
}

function lengthOf(headers: Readonly<Record<string, string>>): number | undefined {
  const length = headers['content-encoding'] === undefined ? headers['content-length'] : undefined;
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}
