import { once } from 'node:events';
import { connect } from 'node:net';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKafkaProxy, type KafkaProxy } from './create-kafka-proxy.ts';
import { KAFKA_APIS } from './kafka-apis.ts';
import { judgeSequences } from './judge-sequences.ts';
import { KafkaMockMissing } from './kafka-mock-missing.ts';
import { startKafkaMock } from './start-kafka-mock.ts';

const mock = await startKafkaMock({ topics: { notes: 3 } }).catch((error: unknown) => {
  if (error instanceof KafkaMockMissing && process.env['CI'] !== 'true') return undefined;
  throw error;
});

/** A request for the metadata of no topic: the length of the frame, version 0 of the API 3, the head and the list. */
function askMetadata(correlationId: number): Buffer {
  const frame = Buffer.alloc(18);
  frame.writeInt32BE(14, 0);
  frame.writeInt16BE(KAFKA_APIS.Metadata, 4);
  frame.writeInt32BE(correlationId, 8);
  return frame;
}

describe.skipIf(mock === undefined)('a proxy in front of Kafka', () => {
  let proxy: KafkaProxy;
  let kafka: Kafka;
  let send: (...values: readonly string[]) => Promise<unknown>;
  let end: () => Promise<void>;
  const values = () => proxy.sent().map(({ records }) => records.map(({ value }) => value).join());

  beforeAll(async () => {
    proxy = await createKafkaProxy(mock!);
    kafka = new Kafka({
      brokers: [...proxy.brokers],
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 20, retries: 3 },
    });
    const createPartitioner = Partitioners.DefaultPartitioner;
    const producer = kafka.producer({ idempotent: true, createPartitioner });
    await producer.connect();
    send = (...texts) =>
      producer.send({
        topic: 'notes',
        acks: -1,
        messages: texts.map((value) => ({ key: 'ann', value, headers: { id: value } })),
      });
    end = async () => {
      await producer.disconnect();
      await proxy.close();
      await mock?.stop();
    };
  });
  beforeEach(() => proxy.clear());
  afterAll(() => end());

  it('remembers every record with its producer and its sequence', async () => {
    await send('one', 'two');
    await send('three');
    const [first, second] = proxy.taken();
    expect(first).toMatchObject({
      ...{ topic: 'notes', epoch: 0, sequence: 0, error: 0 },
      records: [
        { key: 'ann', value: 'one', headers: { id: 'one' } },
        { key: 'ann', value: 'two', headers: { id: 'two' } },
      ],
    });
    expect(second).toMatchObject({ producerId: first?.producerId, sequence: 2 });
  });

  it('keeps clients to itself, whichever broker they look for', async () => {
    const admin = kafka.admin();
    await admin.connect();
    const { brokers, controller } = await admin.describeCluster();
    expect(brokers.map(({ host, port }) => `${host}:${port}`)).toEqual(proxy.brokers);
    expect(controller).toBe(1);
    // The client asks for the coordinator of the group, then connects to it.
    expect(await admin.fetchOffsets({ groupId: 'readers' })).toEqual([]);
    await admin.disconnect();
  });

  it('cuts a request, so that the broker never gets it', async () => {
    proxy.cut({ api: 'Produce', at: 'request' });
    await send('lost on its way');
    expect(proxy.sent().map(({ error }) => error)).toEqual([undefined, 0]);
    expect(proxy.taken()).toHaveLength(1);
  });

  it('cuts an answer, so that the client sends again what the broker has', async () => {
    const before = proxy.cuts();
    proxy.cut({ api: 'Produce', at: 'answer' });
    await send('told twice');
    expect(proxy.cuts()).toBe(before + 1);
    expect(values()).toEqual(['told twice', 'told twice']);
    expect(judgeSequences(proxy.taken())).toMatchObject({ repeats: 1, reused: [], gaps: [] });
  });

  it('drops an answer in silence, and leaves the line open', async () => {
    const before = proxy.cuts();
    proxy.cut({ api: 'Metadata', at: 'answer', silent: true });
    const [first = ''] = proxy.brokers;
    const [host, port] = first.split(':');
    const socket = connect(Number(port), host);
    socket.write(askMetadata(7));
    await expect.poll(() => proxy.cuts()).toBe(before + 1);
    expect(socket.destroyed).toBe(false);
    socket.write(askMetadata(8));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.readInt32BE(4)).toBe(8);
    socket.destroy();
  });

  it('takes no new lines of one broker alone', async () => {
    await proxy.refuse(2);
    const reached = await Promise.all(
      proxy.brokers.map(
        (address) =>
          new Promise((resolve) => {
            const [host, port] = address.split(':');
            const socket = connect(Number(port), host);
            socket.on('connect', () => (socket.destroy(), resolve('open')));
            socket.on('error', () => resolve('refused'));
          }),
      ),
    );
    expect(reached).toEqual(['open', 'refused', 'open']);
    await proxy.restore(2);
  });

  it('shows the error codes of the broker, and counts such a batch as not taken', async () => {
    await mock?.pushErrors('Produce', [19]);
    await send('again');
    expect(proxy.sent().map(({ error }) => error)).toEqual([19, 0]);
    expect(proxy.taken()).toHaveLength(1);
  });

  it('cuts all lines, takes no new ones, and listens again on the same ports', async () => {
    await proxy.refuse();
    const sending = send('waiting');
    await proxy.restore();
    await sending;
    expect(judgeSequences(proxy.taken()).log.map(({ value }) => value)).toEqual(['waiting']);
  });

  it('shows that an event is lost when a client mixes sequences up', async () => {
    proxy.cut({ api: 'Produce', at: 'answer', after: 4 });
    const all = Array.from({ length: 30 }, (_, index) => `n${index}`);
    await Promise.all(all.map((value) => send(value)));
    const { reused, log } = judgeSequences(proxy.taken());
    expect(reused.length).toBeGreaterThan(0);
    expect(new Set(log.map(({ value }) => value)).size).toBeLessThan(all.length);
  });
});
