import { createStreamServer } from '@holdfast/server';
import type { StreamLog, StreamServer } from '@holdfast/server/parts';

export interface FiresideStreamsOptions {
  readonly log: StreamLog;
  readonly maxBytes: number;
  readonly report: (thrown: unknown, id: string) => void;
}

/** The one stream server of Fireside: stories and backstories share it, and `/api/streams` reads them all. */
export function createStreams({ log, maxBytes, report }: FiresideStreamsOptions): StreamServer {
  return createStreamServer({
    ...{ log, maxBytes, report },
    // The places for generations are fewer, and refuse with a time. This bound holds over several servers.
    maxRunning: 16,
    // A long chapter has less than a tenth of it.
    maxStreamBytes: 1024 * 1024,
  });
}
