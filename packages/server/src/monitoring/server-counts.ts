import type { RequestLog } from '../logging/request-log.ts';
import type { Rollups } from './create-rollups.ts';
import { bucketOf } from './latency-buckets.ts';

/** A pool of connections at one moment. */
export interface PoolSample {
  readonly used: number;
  readonly size: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
}

/** Counts what the server measures of itself. */
export interface ServerCounts {
  /** Counts an answered request. It is a log sink. */
  request(line: RequestLog): void;
  /** Counts a transaction that ended, and how long it held its connection. */
  transaction(ended: 'committed' | 'undone', durationMs: number): void;
  /** Counts a sample of the memory in use. */
  memory(bytes: number): void;
  /** Counts a sample of a pool with this name. */
  pool(name: string, sample: PoolSample): void;
}

/** How a request ended: the server answered it, refused it because of the client, or failed. */
export type RequestOutcome = 'ok' | 'refused' | 'failed';

/** Counts requests, errors, transactions, memory and pools of the server in the same minutes as the events of pages. */
export function serverCounts({ count }: Pick<Rollups, 'count'>): ServerCounts {
  return {
    request({ method, route, status, durationMs, failure, replayed }) {
      // An address may contain private text, a route does not.
      const operation = `${method} ${route}`;
      const outcome = outcomeOf(status);
      count({ measure: 'request', operation, detail: outcome });
      count({ measure: 'request-time', operation, detail: `${outcome}:${bucketOf(durationMs)}` });
      if (failure) count({ measure: 'error', operation, detail: failure.code });
      if (replayed) count({ measure: 'cache', operation, detail: 'replayed' });
    },
    transaction(ended, durationMs) {
      count({ measure: 'transaction', detail: `${ended}:${bucketOf(durationMs)}` });
    },
    memory(bytes) {
      count({ measure: 'memory', detail: 'bytes', count: Math.round(bytes) });
      count({ measure: 'memory', detail: 'samples' });
    },
    pool(operation, { used, size, waiting }) {
      for (const [detail, total] of Object.entries({ used, size, waiting, samples: 1 })) {
        count({ measure: 'pool', operation, detail, count: total });
      }
    },
  };
}

function outcomeOf(status: number): RequestOutcome {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}
