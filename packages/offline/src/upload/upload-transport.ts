import { requireOptions } from '@holdfast/core/parts';
import { createCell, fetchTransport, type Observable, type Transport } from '@holdfast/core';
import type { ReadIssues, TransportRequest } from '@holdfast/core/parts';
import { webUpload } from './web-upload.ts';

export interface UploadOptions {
  /** Sends all requests that are no large upload. @default fetchTransport() */
  readonly over?: Transport;
  /** A body from this length on is sent with progress. @default 262_144 */
  readonly fromBytes?: number;
  /** A larger answer to an upload is refused with `ANSWER_TOO_LARGE`. @default 10 MiB */
  readonly maxAnswerBytes?: number;
  /** Reads the issues of fields from a refusal of an upload. @default the `errors` of the contract */
  readonly readIssues?: ReadIssues;
}

/** How much of the body of an entry has left this page. */
export interface Upload {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

export interface UploadTransport extends Transport {
  /** The uploads under way in this page, by the id of their entry. */
  readonly uploads: Observable<ReadonlyMap<string, Upload>>;
}

/**
 * A transport for an outbox with large bodies. It reports how much of a body has left the page. So the outbox gives up
 * a send after a silence and not after a fixed time, and a screen can show a bar. It answers as `fetchTransport` does.
 * A request that only `fetch` can send as it is goes over the other transport: one with its own redirect, referrer
 * policy or keepalive, one without cookies, and a bare one to another origin. So does every request in a service
 * worker.
 */
export function uploadTransport(options: UploadOptions = {}): UploadTransport {
  requireOptions('uploadTransport', options, {
    over: 'an object with send?',
    fromBytes: 'a number from 0 on?',
    maxAnswerBytes: 'a number above 0?',
    readIssues: 'a function?',
  });

  const { over = fetchTransport(), fromBytes = 262_144, ...reading } = options;
  const { getSnapshot, subscribe, set } = createCell<ReadonlyMap<string, Upload>>(new Map());
  const open = over.open?.bind(over);
  const note = (id: string, upload?: Upload): void => {
    const next = new Map(getSnapshot());
    if (upload) next.set(id, upload);
    else next.delete(id);
    set(next);
  };
  return {
    ...(open && { open }),
    uploads: { getSnapshot, subscribe },
    async send(request, sending = {}) {
      const { body } = request;
      const { upload } = sending;
      const totalBytes = body?.length ?? 0;
      const isLarge = totalBytes >= fromBytes && upload !== undefined && isPlain(request);
      const sendUpload =
        isLarge &&
        webUpload((loaded) => {
          // A text may have more bytes than letters.
          const total = Math.max(totalBytes, loaded);
          note(upload.id, { sentBytes: loaded, totalBytes: total });
          upload.sent(loaded);
        });
      if (!sendUpload) return over.send(request, sending);
      try {
        return await fetchTransport({
          ...reading,
          fetch: sendUpload as typeof globalThis.fetch,
        }).send(request, sending);
      } finally {
        note(upload.id);
      }
    },
  };
}

/** Whether the request asks for nothing that only `fetch` can do. */
function isPlain({ init = {}, bare }: TransportRequest): boolean {
  const { credentials = 'same-origin', ...others } = init;
  // A listener for progress makes a browser ask the other origin for permission first.
  return !bare && credentials !== 'omit' && Object.keys(others).length === 0;
}
