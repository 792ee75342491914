import { Failure } from '@holdfast/core';
import { DEFECT } from '@holdfast/core/failures';
import {
  createBeacon,
  type BeaconEvent,
  type BeaconOptions,
  type TelemetryEvent,
} from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { deleteDB, openDB } from 'idb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { beaconBufferContract, event } from './beacon-buffer.contract.ts';
import { createBeaconBuffer } from './idb-beacon-buffer.ts';

let databases = 0;

function freshName(): string {
  const name = `beacon-${(databases += 1)}`;
  onTestFinished(() => deleteDB(name));
  return name;
}
const started = (operation: string): TelemetryEvent => ({
  type: 'operation.started',
  at: 0,
  operation,
});
const broke: TelemetryEvent = {
  type: 'render.uncaught',
  at: 0,
  failure: new Failure(DEFECT).toJSON(),
};

beaconBufferContract(() => createBeaconBuffer({ name: freshName() }));

describe('events in IndexedDB', () => {
  it('are bounded over all tabs: the oldest of the least severe is dropped', async () => {
    const name = freshName();
    const [one, other] = [1, 2].map(() => createBeaconBuffer({ name, maxEvents: 3 }));
    await one?.add([event('1', 'critical'), event('2'), event('3', 'warning')]);
    await other?.add([event('4')]);
    await other?.add([event('5', 'info')]);
    const kept = await one?.load();
    expect(kept?.map(({ id }) => id)).toEqual(['1', '3', '5']);
  });

  it('that no beacon can send are left out, and are dropped first when there are too many', async () => {
    const name = freshName();
    const buffer = createBeaconBuffer({ name, maxEvents: 2 });
    await buffer.add([event('1')]);
    const database = await openDB(name);
    await database.put('events', { id: '0', severity: 'critical', event: { count: 7n } });
    expect(await buffer.load()).toEqual([event('1')]);
    await buffer.add([event('2')]);
    expect(await database.getAllKeys('events')).toEqual(['1', '2']);
    database.close();
  });

  it('are sent by the next page under the same ids when a page closes before the server received them', async () => {
    const name = freshName();
    const platform = createVirtualPlatform();
    const arrived: BeaconEvent[] = [];
    /** A page with a server that takes a body and may die before it answers. */
    const openPage = (answer: boolean) => {
      const send: BeaconOptions['send'] = async (body) => {
        const { events } = JSON.parse(body) as { events: BeaconEvent[] };
        arrived.push(...events);
        return answer;
      };
      return createBeacon({ platform, buffer: createBeaconBuffer({ name }), send });
    };
    const buffer = createBeaconBuffer({ name });
    const heldIds = async (): Promise<readonly string[]> =>
      (await buffer.load()).map(({ id }) => id);

    const first = openPage(false);
    first.sink(started('a'));
    await platform.advance(1);
    first.sink(broke);
    await first.flush();
    first.dispose();
    await expect.poll(heldIds).toHaveLength(2);

    const second = openPage(true);
    await expect.poll(() => second.status.getSnapshot().waiting).toBe(2);
    await second.flush();
    second.dispose();
    await expect.poll(heldIds).toEqual([]);

    const ids = arrived.map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
    expect(second.status.getSnapshot()).toMatchObject({ dropped: 0, durable: true });
  });
});
