// Compares the sink of Kafka with the bare clients, all through the same proxy to the same mock brokers: how many
// events a second each writes, and how many of 30 parallel events are lost when one answer is cut.
import { createKafkaProxy, startKafkaMock } from '@holdfast/testing/node';
import { report, type Row } from './harness/report.ts';
import {
  bareKafkajs,
  barePlatformatic,
  type KafkaMessage,
  type OpenKafkaWriter,
  ours,
} from './kafka-contestants.ts';
import { type CutAnswer, cutOneAnswer } from './kafka-cut-answer.ts';

const isShort = process.argv.includes('--short');
const [rounds, count, cuts] = isShort ? [9, 4_000, 2] : [21, 10_000, 10];
const GOAL = 0.6;
const CONTESTANTS = { ours, bare: barePlatformatic, kafkajs: bareKafkajs };
type Name = keyof typeof CONTESTANTS;
const names = Object.keys(CONTESTANTS) as Name[];

const mock = await startKafkaMock({ topics: { notes: 3 } });
const proxy = await createKafkaProxy(mock);
const body = 'x'.repeat(200);
const messages = Array.from({ length: count }, (_, index): KafkaMessage => {
  return { topic: 'notes', key: `k${index % 100}`, value: body, id: `${index}` };
});

/** Events a second, in batches one after the other. */
async function speed(open: OpenKafkaWriter, batch: number): Promise<number> {
  const writer = await open(proxy.brokers);
  await writer.send(messages.slice(0, batch));
  const began = performance.now();
  for (let from = 0; from < messages.length; from += batch) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await writer.send(messages.slice(from, from + batch));
  }
  const took = performance.now() - began;
  await writer.close();
  proxy.clear();
  return (messages.length / took) * 1000;
}

async function compareSpeed(batch: number): Promise<Row> {
  const all: Record<Name, number[]> = { ours: [], bare: [], kafkajs: [] };
  // The first two rounds are the warm-up.
  for (let round = -2; round < rounds; round += 1) {
    for (const name of names) {
      // oxlint-disable-next-line no-await-in-loop -- in turn, so that other work on the machine affects them alike
      const perSecond = await speed(CONTESTANTS[name], batch);
      if (round >= 0) all[name].push(perSecond);
    }
  }
  // Other work on the machine only slows a round down, so the best one says most.
  const [mine, bare, kafkajs] = names.map((name) => Math.max(...all[name])) as [
    number,
    number,
    number,
  ];
  const ratio = mine / bare;
  const verdict = ratio >= GOAL ? '' : 'MISSED ';
  console.log(
    `${verdict}batches of ${batch}: ${ratio.toFixed(2)} of the bare client, goal ≥ ${GOAL}`,
  );
  return {
    name: `batches of ${batch}`,
    unit: 'events/s',
    ...{
      ours: mine,
      bare,
      peers: { kafkajs },
      ratios: { 'ours/bare': ratio },
    },
  };
}

async function compareCuts(): Promise<readonly Row[]> {
  const found: Record<Name, CutAnswer[]> = { ours: [], bare: [], kafkajs: [] };
  for (let round = 0; round < cuts; round += 1) {
    for (const name of names) {
      const topic = `cut-${name}-${round}`;
      // oxlint-disable-next-line no-await-in-loop -- one cut at a time
      await mock.createTopic(topic, 1);
      // oxlint-disable-next-line no-await-in-loop -- one cut at a time
      found[name].push(await cutOneAnswer(proxy, CONTESTANTS[name], topic));
    }
  }
  return (['lost', 'late', 'twice'] as const).map((what) => {
    const sum = (name: Name): number => found[name].reduce((all, one) => all + one[what], 0);
    return {
      name: `${what}, of ${30 * cuts} with ${cuts} cut answers`,
      unit: 'events',
      ...{ ours: sum('ours'), bare: sum('bare'), peers: { kafkajs: sum('kafkajs') }, ratios: {} },
    };
  });
}

report('kafka', [await compareSpeed(50), await compareSpeed(500), ...(await compareCuts())]);
await proxy.close();
await mock.stop();
