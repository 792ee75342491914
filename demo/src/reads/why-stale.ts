import type { Connectivity, Failure } from '@holdfast/core';

export type WhyStale = 'offline' | 'unreachable' | 'pause' | 'trouble';

/** Why there is no newer answer. Once Fireside answers again, the old reason no longer holds. */
export function whyStale(
  { family }: Pick<Failure, 'family'>,
  connectivity: Connectivity,
): WhyStale | undefined {
  if (connectivity === 'offline') return 'offline';
  if (family === 'rate-limit') return 'pause';
  if (family === 'network') return connectivity === 'online' ? undefined : 'unreachable';
  return family === 'policy' && connectivity !== 'online' ? 'unreachable' : 'trouble';
}
