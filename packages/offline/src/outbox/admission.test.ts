import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createAdmission } from './admission.ts';
import { recordOf } from './entry-record.ts';
import { defaultLimits } from './outbox-limits.ts';
import { entry } from './outbox-stage.contract.ts';

const stored = (id: string) => ({ ...recordOf(entry(id, { lane: id }), 0), seq: 1 });

function admitting(isOffline: boolean) {
  const platform = createVirtualPlatform();
  const admission = createAdmission(platform, defaultLimits, () => isOffline);
  for (const lane of ['a', 'b', 'c', 'd']) admission.freshen(lane);
  const fail = (id: string): void => {
    admission.tried(stored(id));
    admission.silent(stored(id));
  };
  const waitMs = (id: string): number => admission.mayTryAt(stored(id)) - platform.monotonic();
  return { admission, fail, waitMs };
}

it('new lanes share one probe a second while the browser says that there is no network', () => {
  const { admission, fail, waitMs } = admitting(true);
  expect(waitMs('a')).toBe(-Infinity);
  fail('a');
  expect(waitMs('b')).toBe(1_000);
  admission.answered(stored('b'), 20);
  expect(waitMs('c')).toBe(-Infinity);
});

it('new lanes are tried soon after a silence while the browser says nothing', () => {
  const { fail, waitMs } = admitting(false);
  fail('a');
  expect(waitMs('b')).toBeLessThanOrEqual(50);
});
