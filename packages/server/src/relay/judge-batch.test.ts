import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { fixedBackoff } from '@holdfast/core/policies';
import { expect, it } from 'vitest';
import { judgeBatch, judgePoison, type JudgeRules } from './judge-batch.ts';
import type { RelayVerdict } from './relay-sink.ts';
import type { ClaimedEvent } from './relay-store.ts';

const failure = new Failure(catalogue.UNAVAILABLE);
const retry: RelayVerdict = { outcome: 'retry', failure };
const done: RelayVerdict = { outcome: 'done' };
const rules: JudgeRules = {
  ...{ maxFailures: 9, maxCrashes: 5, onPoison: 'skip', backoff: fixedBackoff(60_000) },
  ...{ random: () => 0, takesDead: true },
};
const event = (key: string, position: number, topic = 't'): ClaimedEvent => ({
  ...{ sink: 's', topic, key, id: `${key}${position}`, body: 1, lane: key, position },
  ...{
    attempt: 3,
    enqueuedAt: 1,
    shard: 0,
    epoch: 1,
    claim: 'c',
    keepsId: true,
    failures: 0,
    crashes: 0,
  },
});

const refuse = (): number => {
  throw new Error('no');
};

const waits = (verdicts: readonly RelayVerdict[]): readonly number[] =>
  judgeBatch([event('a', 1), event('b', 1)], verdicts, true, rules).map(
    ({ change }) => change.dueInMs,
  );

it('an event behind a failed one is unsent, and burns no attempt', () => {
  const judged = judgeBatch(
    [event('a', 1), event('a', 2), event('b', 1)],
    [retry, retry, done],
    true,
    rules,
  );
  expect(judged.map(({ change }) => change.attempt)).toEqual(['failed', 'unsent', 'tried']);
});

it('events wait a short time when no event of their batch arrived, and their backoff otherwise', () => {
  expect(waits([retry, retry])).toEqual([2000, 2000]);
  expect(waits([retry, done])).toEqual([60_000, 0]);
  expect(waits([{ ...retry, afterMs: 30_000 }, retry])).toEqual([30_000, 2000]);
});

it('events that arrived are done although the backoff of the app throws for the others', () => {
  const judged = judgeBatch([event('a', 1), event('b', 1)], [done, retry], true, {
    ...rules,
    backoff: refuse,
  });
  expect(judged.map(({ change: { to, dueInMs } }) => [to, dueInMs])).toEqual([
    ['done', 0],
    ['waiting', 1000],
  ]);
});

it('a dead event is copied once for each death, and a copy is not copied', () => {
  const { copy } = judgePoison(event('a', 1), rules);
  expect(copy).toMatchObject({
    id: 'a1.dead.3',
    topic: 't.dead',
    headers: { 'dead-code': 'EVENT_POISONED' },
  });
  expect(judgePoison(event('a', 1, 't.dead'), rules).copy).toBeUndefined();
  expect(judgePoison(event('a', 1), { ...rules, takesDead: false }).copy).toBeUndefined();
});

it('the wait of an event grows with its failures, in whole milliseconds', () => {
  const asked: number[] = [];
  const backoff: JudgeRules['backoff'] = (failures) => {
    asked.push(failures);
    return failures * 100.25;
  };
  const tries = [0, 4, 4].map((failures, at) => ({ ...event(`k${at}`, 1), failures }));
  const judged = judgeBatch(tries, [retry, retry, retry], true, { ...rules, backoff });
  // Both that failed four times before wait for the same time, so that they are one batch again.
  expect(judged.map(({ change }) => change.dueInMs)).toEqual([101, 502, 502]);
  expect(asked).toEqual([1, 5]);
});

it('an event that was delivered does not hold up the next one of its key', () => {
  const events = [event('a', 1), event('a', 2)];
  const judged = judgeBatch(events, [done, retry], true, rules);
  expect(judged.map(({ change }) => change.attempt)).toEqual(['tried', 'failed']);
  expect(judged.map(({ change }) => change.to)).toEqual(['done', 'waiting']);
});

it('an event without a verdict was not sent', () => {
  const judged = judgeBatch([event('a', 1), event('b', 1)], [done], true, rules);
  expect(judged[1]?.change).toMatchObject({ to: 'waiting', attempt: 'unsent', dueInMs: 0 });
});

it('an event waits for its whole backoff where the receiver took another one', () => {
  const dead: RelayVerdict = { outcome: 'dead', failure };
  expect(waits([retry, dead])).toEqual([60_000, 0]);
});

it('the copy of a dead event says where it came from, and has the id of the relay', () => {
  const died = { ...event('a', 1), headers: { tenant: 'x' }, traceparent: '00-trace' };
  const [judged] = judgeBatch([died], [{ outcome: 'dead', failure }], true, rules);
  expect(judged?.copy).toEqual({
    ...{ sink: 's', topic: 't.dead', key: 'a', id: 'a1.dead.3', hasOwnId: false, body: '1' },
    traceparent: '00-trace',
    headers: {
      ...{ tenant: 'x', 'dead-id': 'a1', 'dead-attempts': '3' },
      ...{ 'dead-code': 'UNAVAILABLE', 'dead-incident': failure.incidentId },
    },
  });
  expect(judgeBatch([died], [retry], true, rules)[0]).not.toHaveProperty('copy');
});
