import { expect, it } from 'vitest';
import { whyStale } from './why-stale.ts';

it.each([
  ['network', 'offline', 'offline'],
  ['rate-limit', 'offline', 'offline'],
  ['rate-limit', 'online', 'pause'],
  ['network', 'degraded', 'unreachable'],
  ['network', 'online', undefined],
  ['policy', 'degraded', 'unreachable'],
  ['api', 'online', 'trouble'],
] as const)('an old list after a failure of %s, while %s, says %s', (family, connectivity, why) => {
  expect(whyStale({ family }, connectivity)).toBe(why);
});
