/** One server that can answer. It is left out while ejected, and tried again after that time. */
export interface Endpoint {
  readonly url: string;
  readonly failures: number;
  /** Monotonic milliseconds until which it is left out; 0 when it is not. */
  readonly ejectedUntil: number;
  readonly ejections: number;
}

/**
 * How one call to an endpoint ended. `unreachable`: no answer came, and either the network or the endpoint may be at
 * fault. `failed`: the answer is one that only a broken server gives.
 */
export type Ended = 'succeeded' | 'failed' | 'unreachable';

export interface EjectionRules {
  /** Failures in a row that eject. @default 5 */
  readonly consecutiveFailures?: number;
  /** First ejection, in milliseconds; each further one is longer by as much. @default 30000 */
  readonly baseMs?: number;
  /** @default 300000 */
  readonly maxMs?: number;
}

export function createEndpoint(url: string): Endpoint {
  return { url, failures: 0, ejectedUntil: 0, ejections: 0 };
}

/** Takes in how one call to an endpoint ended. A success clears all earlier failures. */
export function nextEndpoint(
  endpoint: Endpoint,
  ended: Ended,
  now: number,
  { consecutiveFailures = 5, baseMs = 30_000, maxMs = 300_000 }: EjectionRules = {},
): Endpoint {
  if (ended === 'succeeded') return createEndpoint(endpoint.url);
  const failures = endpoint.failures + 1;
  if (failures < consecutiveFailures) return { ...endpoint, failures };
  const ejections = endpoint.ejections + 1;
  return {
    ...endpoint,
    failures: 0,
    ejections,
    ejectedUntil: now + Math.min(maxMs, baseMs * ejections),
  };
}

/**
 * The endpoints to try, best first: in the given order, without the ejected ones. When all are ejected, all are tried,
 * because then the fault is more likely on this side than at every endpoint at once.
 */
export function endpointsToTry(endpoints: readonly Endpoint[], now: number): readonly Endpoint[] {
  const well = endpoints.filter(({ ejectedUntil }) => ejectedUntil <= now);
  return well.length > 0 ? well : endpoints;
}
