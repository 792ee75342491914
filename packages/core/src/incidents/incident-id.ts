import { webRandom } from '../platform/web-random.ts';

let prefix: string | undefined;
let count = 0;

/**
 * A short id for one trouble, unique on this device and unlikely to repeat on another. Making one must stay
 * cheap, since every rejected call makes one: it asks for a random number once per page, then it counts.
 */
export function nextIncidentId(): string {
  prefix ??= webRandom().toString(32).padEnd(12, '0').slice(2, 12);
  count += 1;
  return `${prefix}-${count.toString(36)}`;
}
