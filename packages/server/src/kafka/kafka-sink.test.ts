import {
  createKafkaProxy,
  judgeSequences,
  KafkaMockMissing,
  type KafkaProxy,
  startKafkaMock,
} from '@holdfast/testing/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RelayedEvent } from '../relay/relay-event.ts';
import type { RelaySink, RelayVerdict } from '../relay/relay-sink.ts';
import { kafkaSink } from './kafka-sink.ts';

const mock = await startKafkaMock({ topics: { orders: 3, mail: 1 } }).catch((error: unknown) => {
  if (error instanceof KafkaMockMissing && process.env['CI'] !== 'true') return undefined;
  throw error;
});

const never = { signal: new AbortController().signal };
let count = 0;
const event = (more: Partial<RelayedEvent> = {}): RelayedEvent => {
  count += 1;
  const body = { count };
  return {
    ...{ sink: 'kafka', topic: 'orders', key: 'ann', id: `e${count}`, body },
    ...{ position: count, attempt: 1, enqueuedAt: 0 },
    ...more,
  };
};
const told = (verdict: RelayVerdict | undefined) =>
  verdict && 'failure' in verdict
    ? [
        verdict.outcome,
        verdict.failure.code,
        (verdict.failure.details as { reason?: string }).reason,
      ]
    : [verdict?.outcome];

describe.skipIf(mock === undefined)('the sink of Kafka', () => {
  const kafka = mock!;
  let proxy: KafkaProxy;
  let sink: RelaySink;
  const send = (...events: readonly RelayedEvent[]) => sink.send(events, never);
  const idsIn = (topic = 'orders') =>
    judgeSequences(proxy.taken())
      .log.filter((record) => record.topic === topic)
      .map(({ headers }) => headers['ce_id']);

  beforeAll(async () => {
    proxy = await createKafkaProxy(kafka);
    sink = kafkaSink({ brokers: proxy.brokers });
  });
  beforeEach(() => proxy.clear());
  afterAll(async () => {
    await sink.close?.();
    await proxy.close();
    await kafka.stop();
  });

  it('writes the body as JSON under the key, with id and trace as headers', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const one = event({ id: 'e-1', body: { text: 'Hé' }, headers: { lang: 'de' }, traceparent });
    expect(await send(one)).toEqual([{ outcome: 'done' }]);
    expect(judgeSequences(proxy.taken()).log).toEqual([
      {
        ...{ topic: 'orders', partition: expect.any(Number), key: 'ann', value: '{"text":"Hé"}' },
        headers: { ce_id: 'e-1', traceparent: expect.any(String), lang: 'de' },
      },
    ]);
    const span = judgeSequences(proxy.taken()).log[0]?.headers['traceparent'];
    expect(span).toMatch(
      /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[\da-f]{16}-01$/,
    );
  });

  it('puts all events of a key on one partition, and many keys in one request', async () => {
    const events = Array.from({ length: 30 }, (_, index) => event({ key: `k${index % 10}` }));
    expect(new Set((await send(...events)).map(told).flat())).toEqual(new Set(['done']));
    const batches = proxy.taken();
    expect(batches.length).toBeLessThanOrEqual(3);
    for (const key of events.map((one) => one.key)) {
      const holding = batches.filter(({ records }) => records.some((record) => record.key === key));
      expect(holding).toHaveLength(1);
    }
  });

  it('sends the same records under the same sequence when the answer was cut', async () => {
    proxy.cut({ api: 'Produce', at: 'answer' });
    const [one, two] = [event(), event()];
    expect((await send(one, two)).map(told)).toEqual([['done'], ['done']]);
    await send(event());
    const { log, repeats, reused, gaps } = judgeSequences(proxy.taken());
    expect(log.map(({ headers }) => headers['ce_id'])).toEqual([one.id, two.id, `e${count}`]);
    expect({ repeats, reused, gaps }).toEqual({ repeats: 1, reused: [], gaps: [] });
  });

  it('asks for a retry when no answer comes, and then uses a fresh producer id', async () => {
    proxy.cut({ api: 'Produce', at: 'answer', times: 2 });
    const one = event();
    const [verdict] = await send(one);
    expect(told(verdict)).toEqual(['retry', 'BROKER_UNAVAILABLE', 'PLT_KFK_NETWORK']);
    expect(verdict).toMatchObject({ failure: { effect: 'unknown' } });
    expect((await send(one)).map(told)).toEqual([['done']]);
    const [first, second, third] = proxy.taken();
    expect(second).toMatchObject({ producerId: first?.producerId, sequence: first?.sequence });
    expect(third?.producerId).not.toBe(first?.producerId);
    // A reader recognises the repeat by its id.
    expect(idsIn()).toEqual([one.id, one.id]);
  });

  it('never puts two events under one sequence when 30 calls come at once and an answer is cut', async () => {
    proxy.cut({ api: 'Produce', at: 'answer', after: 1 });
    const events = Array.from({ length: 30 }, () => event());
    const verdicts = await Promise.all(events.map((one) => send(one)));
    expect(verdicts.flat().map(told)).toEqual(events.map(() => ['done']));
    const { reused, gaps } = judgeSequences(proxy.taken());
    expect({ reused, gaps }).toEqual({ reused: [], gaps: [] });
    expect(idsIn()).toEqual(events.map(({ id }) => id));
  });

  it.each([
    [3, 'retry', 'BROKER_UNAVAILABLE'],
    [6, 'retry', 'BROKER_UNAVAILABLE'],
    [7, 'retry', 'TIMEOUT'],
    [19, 'retry', 'BROKER_UNAVAILABLE'],
    [10, 'dead', 'MESSAGE_TOO_LARGE'],
    [87, 'dead', 'MESSAGE_REFUSED'],
    [29, 'blocked', 'BROKER_DENIED'],
    [31, 'blocked', 'BROKER_DENIED'],
    [47, 'retry', 'SEQUENCE_LOST'],
  ] as const)('tells what error %i of the broker means', async (code, outcome, failure) => {
    await kafka.pushErrors('Produce', [code, code]);
    const [verdict] = await send(event());
    await kafka.clearErrors('Produce');
    expect(told(verdict).slice(0, 2)).toEqual([outcome, failure]);
    expect((await send(event())).map(told)).toEqual([['done']]);
  });

  it.each([45, 59])('goes on with a new producer id after error %i', async (code) => {
    await kafka.pushErrors('Produce', [code]);
    expect((await send(event())).map(told)).toEqual([['done']]);
    const ids = new Set(proxy.sent().map(({ producerId }) => producerId));
    expect(ids.size).toBe(2);
  });

  it('makes no event dead that the broker refuses only with others', async () => {
    await kafka.pushErrors('Produce', [10]);
    const events = Array.from({ length: 8 }, (_, index) =>
      event({ topic: 'mail', key: `k${index}` }),
    );
    expect((await send(...events)).map(told)).toEqual(events.map(() => ['done']));
    expect(idsIn('mail')).toEqual(events.map(({ id }) => id));
    expect(proxy.sent().map(({ records }) => records.length)).toEqual([8, 4, 4]);
  });

  it('does not hold events back because a topic does not exist', async () => {
    await kafka.setTopicError('nowhere', 3);
    const [missing, mail] = await send(event({ topic: 'nowhere' }), event({ topic: 'mail' }));
    const reason = 'UNKNOWN_TOPIC_OR_PARTITION';
    expect(told(missing)).toEqual(['retry', 'BROKER_UNAVAILABLE', reason]);
    expect(told(mail)).toEqual(['done']);
  });

  it('blocks the events of a topic that this server may not write to', async () => {
    await kafka.setTopicError('secret', 29);
    const [secret, mail] = await send(event({ topic: 'secret' }), event({ topic: 'mail' }));
    expect(told(secret)).toEqual(['blocked', 'BROKER_DENIED', 'TOPIC_AUTHORIZATION_FAILED']);
    expect(told(mail)).toEqual(['done']);
  });

  it('makes all events of a forbidden topic dead, without a search', async () => {
    await kafka.setTopicError('wrong', 17);
    const verdicts = await send(...Array.from({ length: 9 }, () => event({ topic: 'wrong' })));
    for (const verdict of verdicts) {
      expect(told(verdict)).toEqual(['dead', 'MESSAGE_REFUSED', 'INVALID_TOPIC_EXCEPTION']);
    }
    expect(proxy.sent()).toEqual([]);
  });

  it('follows the leader of a partition to another broker', async () => {
    await send(event({ topic: 'mail' }));
    const before = proxy.taken().at(-1)?.broker ?? 0;
    await kafka.setLeader('mail', 0, (before % 3) + 1);
    const one = event({ topic: 'mail' });
    const [verdict] = await send(one);
    expect(told(verdict)).toEqual(['retry', 'BROKER_UNAVAILABLE', 'NOT_LEADER_OR_FOLLOWER']);
    expect((await send(one)).map(told)).toEqual([['done']]);
    expect(proxy.taken().at(-1)?.broker).toBe((before % 3) + 1);
    expect(idsIn('mail').filter((id) => id === one.id)).toHaveLength(1);
  });

  it('asks for a retry while the brokers are down, and goes on when they are back', async () => {
    await proxy.refuse();
    const one = event();
    const began = performance.now();
    const [verdict] = await send(one);
    expect(told(verdict)).toEqual(['retry', 'BROKER_UNAVAILABLE', 'ECONNREFUSED']);
    // The relay waits, not the sink.
    expect(performance.now() - began).toBeLessThan(2_000);
    await proxy.restore();
    expect((await send(one)).map(told)).toEqual([['done']]);
    expect(idsIn()).toEqual([one.id]);
  });

  it('loses no event of 10,000 while answers and requests are cut, and keeps each key in order', async () => {
    const events = Array.from({ length: 10_000 }, (_, index) => event({ key: `k${index % 100}` }));
    for (const at of ['answer', 'request'] as const) {
      for (const after of [3, 6, 12, 24]) proxy.cut({ api: 'Produce', at, after });
    }
    for (let from = 0; from < events.length; from += 500) {
      let open = events.slice(from, from + 500);
      for (let turn = 0; open.length > 0 && turn < 50; turn += 1) {
        const verdicts = await send(...open);
        open = open.filter((_, index) => verdicts[index]?.outcome !== 'done');
      }
    }
    const { log, repeats, reused, gaps } = judgeSequences(proxy.taken());
    expect({ reused, gaps }).toEqual({ reused: [], gaps: [] });
    expect(repeats).toBeGreaterThan(0);
    const ids = new Set(log.map(({ headers }) => headers['ce_id']));
    expect(ids.size).toBe(10_000);
    for (const [key, records] of Map.groupBy(log, (record) => record.key)) {
      const order = new Set(records.map(({ headers }) => headers['ce_id']));
      const expected = events.filter((one) => one.key === key).map(({ id }) => id);
      expect([...order]).toEqual(expected);
    }
  });
});
