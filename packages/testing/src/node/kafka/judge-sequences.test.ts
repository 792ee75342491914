import { expect, it } from 'vitest';
import { judgeSequences, type TakenBatch } from './judge-sequences.ts';

const batch = (sequence: number, values: readonly string[], producerId = 7n): TakenBatch => ({
  ...{ topic: 't', partition: 0, producerId, epoch: 0, sequence },
  records: values.map((value) => ({ key: 'k', value, headers: {} })),
});
const values = (batches: readonly TakenBatch[]) =>
  judgeSequences(batches).log.map(({ value }) => value);

it('drops a batch that came again under its own sequence', () => {
  const batches = [batch(0, ['a', 'b']), batch(0, ['a', 'b']), batch(2, ['c'])];
  expect(values(batches)).toEqual(['a', 'b', 'c']);
  expect(judgeSequences(batches)).toMatchObject({ repeats: 1, reused: [], gaps: [] });
});

it('finds other records under a sequence that is taken, which a real broker would lose', () => {
  const lost = batch(1, ['c']);
  const batches = [batch(0, ['a']), batch(1, ['b']), lost];
  expect(judgeSequences(batches).reused).toEqual([lost]);
  expect(values(batches)).toEqual(['a', 'b']);
});

it('finds a batch that does not follow on the one before', () => {
  const early = batch(3, ['d']);
  expect(judgeSequences([batch(0, ['a']), early]).gaps).toEqual([early]);
  expect(judgeSequences([batch(5, ['a']), batch(6, ['b'])]).gaps).toEqual([]);
});

it('counts for each producer and partition alone, and keeps everything of a simple producer', () => {
  expect(values([batch(0, ['a']), batch(0, ['b'], 8n)])).toEqual(['a', 'b']);
  expect(values([batch(0, ['a']), { ...batch(0, ['b']), partition: 1 }])).toEqual(['a', 'b']);
  expect(values([batch(-1, ['a'], -1n), batch(-1, ['a'], -1n)])).toEqual(['a', 'a']);
});
