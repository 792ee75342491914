import { expect, it } from 'vitest';
import { judgeProducer } from './producer-decision.ts';

const turn = (epoch: number, seq: number) => ({ producer: 'p', epoch, seq });

it('takes the first write of an epoch and the one after the last', () => {
  expect(judgeProducer(turn(0, 0), undefined)).toEqual({ kind: 'next' });
  expect(judgeProducer(turn(7, 0), undefined)).toEqual({ kind: 'next' });
  expect(judgeProducer(turn(1, 3), { epoch: 1, seq: 2 })).toEqual({ kind: 'next' });
  expect(judgeProducer(turn(2, 0), { epoch: 1, seq: 2 })).toEqual({ kind: 'next' });
});

it('recognises a repeated write, and gives the number of the last one', () => {
  const known = { epoch: 1, seq: 2 };
  for (const seq of [0, 2]) {
    expect(judgeProducer(turn(1, seq), known)).toEqual({ kind: 'repeated', place: known });
  }
});

it('refuses a write out of order, and says which one it expects', () => {
  expect(judgeProducer(turn(1, 4), { epoch: 1, seq: 2 })).toMatchObject({
    ...{ kind: 'refused', isStale: false, failure: { code: 'CONFLICT' } },
    headers: { 'producer-expected-seq': '3', 'producer-received-seq': '4' },
  });
  expect(judgeProducer(turn(2, 1), { epoch: 1, seq: 2 })).toMatchObject({
    ...{ kind: 'refused', isStale: false },
    failure: {
      ...{ code: 'REQUEST_INVALID', status: 400 },
      details: { issues: [{ pointer: '/producer-seq', message: 'A new epoch begins at 0.' }] },
    },
  });
});

it('refuses the writes of a process after another one took its place', () => {
  expect(judgeProducer(turn(0, 0), { epoch: 1, seq: 0 })).toMatchObject({
    ...{ kind: 'refused', isStale: true, failure: { code: 'FORBIDDEN' } },
    headers: { 'producer-epoch': '1' },
  });
});
