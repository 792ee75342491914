import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { startFireside } from './testing/fireside-process.ts';
import { postJson } from './testing/writer.ts';

vi.setConfig({ testTimeout: 30_000 });

it('stores a report of a page once, though the page sends it twice, and keeps it over a restart', async () => {
  const first = await startFireside();
  const event = { type: 'connectivity.changed', at: Date.now(), state: 'offline' };
  const batch = { events: [{ id: randomUUID(), severity: 'info', event }] };
  const told = await postJson(`${first.url}/api/telemetry`, batch);
  expect(await told.json()).toEqual({ stored: 1, known: 0, dropped: 0 });
  await first.kill('SIGKILL');
  const second = await startFireside({ FIRESIDE_DATA: first.dataFolder });
  const again = await postJson(`${second.url}/api/telemetry`, batch);
  expect(await again.json()).toEqual({ stored: 0, known: 1, dropped: 0 });
  expect(second.rows('holdfast_telemetry')).toEqual([1]);
});

it('keeps no more than a day’s quota of one address, and answers the rest so that it is not sent again', async () => {
  const { url, rows } = await startFireside();
  const event = { type: 'connectivity.changed', at: Date.now(), state: 'offline' };
  let refused = 0;
  for (let batch = 0; batch < 12; batch += 1) {
    const events = Array.from({ length: 450 }, () => ({
      id: randomUUID(),
      severity: 'info',
      event,
    }));
    const told = await postJson(`${url}/api/telemetry`, { events });
    expect(told.status).toBe(200);
    refused += ((await told.json()) as { readonly refused?: number }).refused ?? 0;
  }
  expect(rows('holdfast_telemetry')).toEqual([5000]);
  expect(refused).toBe(400);
});
