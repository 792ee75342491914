import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AuditEvent } from './audit-event.ts';
import type { AuditStore } from './audit-store.ts';
import { createAudit, type AuditOptions } from './create-audit.ts';
import { memoryAuditStore } from './memory-audit-store.ts';

const HOUR_MS = 3_600_000;
const failed = (address: string): AuditEvent => ({ kind: 'sign-in-failed', address });

function setUp(options: Partial<AuditOptions> = {}) {
  const platform = createVirtualPlatform();
  const store: AuditStore = options.store ?? memoryAuditStore();
  const audit = createAudit({ platform, ...options, store });
  const lines = async () => {
    const entries = await store.read({ after: 0, limit: 100_000 });
    return entries.map(({ facts }) => facts);
  };
  /** The number of events that the lines stand for. */
  const told = async (): Promise<number> =>
    (await lines()).reduce((sum, { repeated = 1 }) => sum + Number(repeated), 0);
  return { platform, store, audit, lines, told };
}

it('writes a line for each of the first failures of one party, and then only numbers', async () => {
  const { audit, lines, told } = setUp();
  for (let at = 0; at < 1000; at += 1) await audit(failed('192.0.2.1'));
  const written = await lines();
  expect(written.slice(0, 20)).toEqual(
    Array.from({ length: 20 }, () => ({ address: '192.0.2.1' })),
  );
  expect(written.slice(20).map(({ repeated }) => repeated)).toEqual([20, 40, 80, 160, 320]);
  await audit.flush();
  expect(await told()).toBe(1000);
  await audit.flush();
  expect(await told()).toBe(1000);
});

it('writes the remaining numbers of an hour with the next event of any party', async () => {
  const { audit, platform, lines, told } = setUp();
  for (let at = 0; at < 30; at += 1) await audit(failed('192.0.2.1'));
  await platform.advance(HOUR_MS);
  await audit(failed('192.0.2.2'));
  expect((await lines()).slice(20)).toEqual([
    { address: '192.0.2.1', repeated: 10 },
    { address: '192.0.2.2' },
  ]);
  expect(await told()).toBe(31);
});

it('writes few lines for a flood from many parties, with the number of events', async () => {
  const { audit, lines, told } = setUp();
  for (let at = 0; at < 20_000; at += 1) await audit(failed(`10.1.${at >> 8}.${at & 255}`));
  expect((await lines()).length).toBeLessThan(510);
  await audit.flush();
  expect(await told()).toBe(20_000);
  // A line that stands for many parties names none of them.
  expect((await lines()).at(-1)).not.toHaveProperty('address');
});

it.each<AuditEvent>([
  { kind: 'lifted', actor: '1', party: 'address', id: '192.0.2.1' },
  { kind: 'alert-changed', actor: '1', what: 'acknowledged', rule: 'failures' },
])('writes a line for each act of an administrator: $kind', async (event) => {
  const { audit, lines } = setUp();
  for (let at = 0; at < 50; at += 1) await audit(event);
  expect(await lines()).toHaveLength(50);
});

it('counts the events that come while a number cannot be written', async () => {
  const memory = memoryAuditStore();
  let fails: Promise<never> | undefined;
  const store: AuditStore = {
    ...memory,
    append: (record) => fails ?? memory.append(record),
  };
  const { audit, told, platform } = setUp({ store, maxPerParty: 1 });
  const address = '192.0.2.1';
  const during = async (write: Promise<void>, reject: () => void): Promise<void> => {
    const result = write.then(
      () => 'written',
      () => 'refused',
    );
    await platform.advance(1);
    fails = undefined;
    for (let at = 0; at < 3; at += 1) await audit(failed(address));
    reject();
    expect(await result).toBe('refused');
  };
  for (let at = 0; at < 3; at += 1) await audit(failed(address));
  let gate = Promise.withResolvers<never>();
  fails = gate.promise;
  await during(audit.flush(), () => gate.reject(new Error('down')));
  await platform.advance(HOUR_MS);
  gate = Promise.withResolvers<never>();
  fails = gate.promise;
  await during(audit(failed('192.0.2.2')), () => gate.reject(new Error('down')));
  await audit.flush();
  expect(await told()).toBe(9);
});

it('writes later the numbers that it could not write, and rejects meanwhile', async () => {
  const memory = memoryAuditStore();
  let isDown = false;
  const store: AuditStore = {
    ...memory,
    append: (record) => (isDown ? Promise.reject(new Error('down')) : memory.append(record)),
  };
  const { audit, told, platform } = setUp({ store });
  await audit(failed('192.0.2.1'));
  isDown = true;
  await expect(audit(failed('192.0.2.1'))).rejects.toThrow('down');
  isDown = false;
  await audit(failed('192.0.2.1'));
  expect(await told()).toBe(3);
  for (let at = 0; at < 30; at += 1) await audit(failed('192.0.2.1'));
  isDown = true;
  await expect(audit.flush()).rejects.toThrow('down');
  await platform.advance(HOUR_MS);
  await expect(audit(failed('192.0.2.2'))).rejects.toThrow('down');
  isDown = false;
  await audit.flush();
  expect(await told()).toBe(33);
});

it('counts every event, in any order and at any time', async () => {
  const party = fc.integer({ min: 0, max: 3 });
  const step = fc.oneof(
    fc.record({ party, times: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ passMs: fc.integer({ min: 0, max: 2 * HOUR_MS }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { audit, platform, told, lines } = setUp({ maxPerParty: 3, maxPerKind: 10 });
      let happened = 0;
      let hours = 1;
      for (const given of steps) {
        if ('passMs' in given) {
          await platform.advance(given.passMs);
          hours += 1;
        } else {
          happened += given.times;
          for (let at = 0; at < given.times; at += 1) await audit(failed(`192.0.2.${given.party}`));
        }
      }
      // After a crash, less than three quarters of the number are missing: half of a party, of half of all.
      expect(await told()).toBeGreaterThanOrEqual(Math.floor(happened / 4));
      await audit.flush();
      expect(await told()).toBe(happened);
      expect((await lines()).length).toBeLessThanOrEqual(hours * 30);
    }),
  );
});
