import { createEndpoint, endpointsToTry, nextEndpoint } from './endpoint-state.ts';
import type { EjectionRules, Ended, Endpoint } from './endpoint-state.ts';

export interface Health {
  /** In order of preference. */
  readonly endpoints: readonly Endpoint[];
  /** When each endpoint was last unreachable since the last success. Reachable endpoints have no time here. */
  readonly unreachableAt: Readonly<Record<string, number>>;
}

export interface HealthRules extends EjectionRules {
  /**
   * When all endpoints were unreachable within this time, in milliseconds, none of them is ejected. @default 10_000
   */
  readonly localFaultMs?: number;
}

export type HealthView = 'up' | 'degraded' | 'down' | 'offline';

export function newHealth(urls: readonly string[]): Health {
  return { endpoints: urls.map(createEndpoint), unreachableAt: {} };
}

/**
 * Takes in how a call ended. When every endpoint was unreachable at the same time, the fault is on this side. Then no
 * endpoint stays ejected.
 */
export function nextHealth(
  { endpoints, unreachableAt }: Health,
  url: string,
  ended: Ended,
  now: number,
  rules: HealthRules = {},
): Health {
  const { localFaultMs = 10_000 } = rules;
  const next: Health = {
    endpoints: endpoints.map((endpoint) =>
      endpoint.url === url ? nextEndpoint(endpoint, ended, now, rules) : endpoint,
    ),
    // An answer of any kind proves that the way is open.
    unreachableAt: ended === 'unreachable' ? { ...unreachableAt, [url]: now } : {},
  };
  return isLocalFault(next, now, localFaultMs)
    ? { ...next, endpoints: endpoints.map(({ url: each }) => createEndpoint(each)) }
    : next;
}

/** Whether nothing at all could be reached lately. One endpoint alone proves nothing either way. */
function isLocalFault(
  { endpoints, unreachableAt }: Health,
  now: number,
  localFaultMs: number,
): boolean {
  return (
    endpoints.length > 1 &&
    endpoints.every(({ url }) => now - (unreachableAt[url] ?? -Infinity) < localFaultMs)
  );
}

export function viewOf(
  health: Health,
  now: number,
  { localFaultMs = 10_000 }: HealthRules,
): HealthView {
  if (isLocalFault(health, now, localFaultMs)) return 'offline';
  const { endpoints } = health;
  const well = endpoints.filter(({ ejectedUntil }) => ejectedUntil <= now);
  if (well.length === endpoints.length) return 'up';
  return well.length > 0 ? 'degraded' : 'down';
}

/** The addresses to try, best first. When all are ejected, all are tried. */
export function urlsToTry({ endpoints }: Health, now: number): readonly string[] {
  return endpointsToTry(endpoints, now).map(({ url }) => url);
}
