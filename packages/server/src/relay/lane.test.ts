import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laneOf, partsOfLane, SHARDS, shardOf } from './lane.ts';

it('a lane names its sink, topic and key unambiguously', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (sink, topic, key) => {
      expect(partsOfLane(laneOf(sink, topic, key))).toEqual({ sink, topic, key });
    }),
  );
  expect(laneOf('a', 'b","c', 'd')).not.toBe(laneOf('a', 'b', 'c","d'));
});

it('a lane has the same shard in every process and version', () => {
  const lanes = ['a', 'b', 'c', 'Ö'].map((key) => shardOf(laneOf('mail', 'sent', key)));
  expect(lanes).toEqual([5, 8, 7, 4]);
  for (const shard of lanes) expect(shard).toBeLessThan(SHARDS);
});
