import { describe, expect, it } from 'vitest';
import { memoryTelemetryStore } from '../telemetry/memory-telemetry-store.ts';
import { rollupsUnderTest, START } from './rollups.contract.ts';
import { withRollups } from './with-rollups.ts';

const refuse = () => Promise.reject(new Error('full'));

describe('a store of events with counts', () => {
  const broken = { type: 'connectivity.changed', at: START, state: 'offline' } as const;

  it('counts each event once, even if a page sends a batch again with more events', async () => {
    const { rollups, stored, rows } = rollupsUnderTest();
    const store = withRollups(memoryTelemetryStore(), rollups);
    const [one, two, three] = [stored(broken), stored(broken), stored(broken)];
    expect(await store.add([one, two])).toHaveLength(2);
    expect(await store.add([one, two, three, three])).toEqual([three.id]);
    expect(await store.add([one, two, three])).toEqual([]);
    expect((await rows()).map(({ count }) => count)).toEqual([3]);
    expect(await store.latest(9)).toHaveLength(3);
    expect(await store.prune(2 * START)).toBe(3);
  });

  it('counts no event that the store did not take', async () => {
    const { rollups, stored, rows } = rollupsUnderTest();
    const store = withRollups({ ...memoryTelemetryStore(), add: refuse }, rollups);
    await expect(store.add([stored(broken)])).rejects.toThrow('full');
    expect(await rows()).toEqual([]);
  });
});
