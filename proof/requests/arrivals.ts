import { ATTEMPT_HEADER, REQUEST_ID_HEADER } from '@holdfast/core/parts';

export interface Arrivals {
  /** Requests whose head arrived whole. */
  readonly arrived: number;
  /** The same attempt of the same call arrived again: something on the way repeats requests. */
  readonly repeated: number;
}

/** Counts the requests that arrive at a server. */
export function countArrivals(): { note(headers: Headers): void; read(): Arrivals } {
  const attempts = new Set<string>();
  let arrived = 0;
  return {
    note(headers) {
      arrived += 1;
      attempts.add(`${headers.get(REQUEST_ID_HEADER)} ${headers.get(ATTEMPT_HEADER)}`);
    },
    read: () => ({ arrived, repeated: arrived - attempts.size }),
  };
}
