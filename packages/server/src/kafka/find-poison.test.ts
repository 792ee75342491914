import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import type { RelayedEvent } from '../relay/relay-event.ts';
import type { RelayVerdict } from '../relay/relay-sink.ts';
import { findPoison } from './find-poison.ts';

const event = (id: string, key: string): RelayedEvent => ({
  ...{ sink: 'kafka', topic: 't', key, id, body: {} },
  ...{ position: 1, attempt: 1, enqueuedAt: 0 },
});
const place = ({ key }: RelayedEvent): string => key.slice(0, 1);
const DEAD: RelayVerdict = { outcome: 'dead', failure: new Failure(catalogue.MESSAGE_REFUSED) };
const AWAY: RelayVerdict = { outcome: 'retry', failure: new Failure(catalogue.BROKER_UNAVAILABLE) };

/** A broker with one partition for each first letter of a key, which refuses the events with these ids. */
function broker(poison: readonly string[], awayAfter = Infinity) {
  const log: string[] = [];
  let requests = 0;
  const produce = async (events: readonly RelayedEvent[]) => {
    requests += 1;
    const bad = new Set(events.filter(({ id }) => poison.includes(id)).map(place));
    const taken = events.filter((one) => requests <= awayAfter && !bad.has(place(one)));
    log.push(...taken.map(({ id }) => id));
    return events.map((one) => {
      const verdict: RelayVerdict = requests > awayAfter ? AWAY : DEAD;
      return {
        place: place(one),
        verdict: taken.includes(one) ? ({ outcome: 'done' } as const) : verdict,
      };
    });
  };
  return { produce, log, requests: () => requests };
}
/** Each event with its verdict. */
async function search(events: readonly RelayedEvent[], { produce }: ReturnType<typeof broker>) {
  const verdicts = await findPoison(events, produce);
  return events.map(({ id }, index) => [id, verdicts[index]] as const);
}
const told = (found: Awaited<ReturnType<typeof search>>) =>
  Object.fromEntries(
    found.map(([id, verdict]) => [
      id,
      verdict?.outcome === 'done' ? 'done' : `${verdict?.outcome} ${verdict?.failure.code}`,
    ]),
  );

it('sends everything in one request if the broker takes it', async () => {
  const kafka = broker([]);
  await search([event('1', 'a'), event('2', 'b')], kafka);
  expect([kafka.requests(), kafka.log]).toEqual([1, ['1', '2']]);
});

it('finds one bad event among 500 with few requests, and sends all others once', async () => {
  const events = Array.from({ length: 500 }, (_, index) => event(`${index}`, `a${index}`));
  const kafka = broker(['123']);
  const found = await search(events, kafka);
  expect(kafka.log.toSorted()).toEqual(
    events
      .map(({ id }) => id)
      .filter((id) => id !== '123')
      .toSorted(),
  );
  expect(found.filter(([, verdict]) => verdict?.outcome === 'dead')).toEqual([['123', DEAD]]);
  expect(kafka.requests()).toBeLessThan(20);
});

it('leaves the other partitions of the request alone', async () => {
  const kafka = broker(['1']);
  const found = await search([event('1', 'a1'), event('2', 'a2'), event('3', 'b')], kafka);
  expect(kafka.log).toEqual(['3', '2']);
  expect(told(found)).toEqual({ 1: 'dead MESSAGE_REFUSED', 2: 'done', 3: 'done' });
});

it('does not send the later events of a key past a bad one', async () => {
  const events = ['1', '2', '3', '4'].map((id) => event(id, 'a'));
  const kafka = broker(['2']);
  expect(told(await search(events, kafka))).toEqual({
    ...{ 1: 'done', 2: 'dead MESSAGE_REFUSED' },
    ...{ 3: 'retry MESSAGE_REFUSED', 4: 'retry MESSAGE_REFUSED' },
  });
  expect(kafka.log).toEqual(['1']);
});

it('keeps the order of a key when the broker dies during the search', async () => {
  const events = ['1', '2', '3', '4'].map((id) => event(id, 'a'));
  const kafka = broker(['4'], 1);
  const verdicts = told(await search(events, kafka));
  expect(Object.values(verdicts).every((verdict) => verdict.startsWith('retry'))).toBe(true);
  expect(kafka.log).toEqual([]);
});

it('finds several bad events, on several partitions', async () => {
  const events = Array.from({ length: 40 }, (_, index) =>
    event(`${index}`, `${'abcd'[index % 4]}${index}`),
  );
  const kafka = broker(['3', '4', '8', '39']);
  const found = await search(events, kafka);
  const dead = found.filter(([, verdict]) => verdict?.outcome === 'dead').map(([id]) => id);
  expect(dead).toEqual(['3', '4', '8', '39']);
  expect(kafka.log).toHaveLength(36);
});
