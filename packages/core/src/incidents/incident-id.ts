import { webRandom } from '../platform/web-random.ts';

let prefix: string | undefined;
let count = 0;

/**
 * A short id for one trouble, unique on this device and unlikely to repeat on another. Every rejected call makes an
 * id, so this must stay cheap: it asks for a random number once per page, and then counts.
 */
export function nextIncidentId(): string {
  prefix ??= webRandom().toString(32).padEnd(12, '0').slice(2, 12);
  count += 1;
  return `${prefix}-${count.toString(36)}`;
}
