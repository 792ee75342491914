// Measures how fast events reach a Kafka cluster: from the relay on both databases, and from bare clients. The cluster
// is the mock of librdkafka behind a proxy. With `--cut`, ten answers are lost on the way, and the last column counts
// the events that a real broker would have dropped without a word.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createKafkaProxy, judgeSequences, startKafkaMock } from '@holdfast/testing/node';
import { createPostgresDatabase } from '../scripts/postgres-database.ts';
import { startPostgres } from '../scripts/postgres.ts';
import { median } from './harness/statistics.ts';
import {
  bareClient,
  type Contestant,
  kafkaJs,
  relayFrom,
  type Sent,
  TOPIC,
} from './relay-contestants.ts';

const isShort = process.argv.includes('--short');
const isCut = process.argv.includes('--cut');
const COUNT = isShort ? 5000 : 20_000;
const ROUNDS = isShort ? 1 : 5;
const KEYS = 1000;
const FLOOR = 4000;
const SHARE = 0.6;

interface Round {
  readonly perSecond: number;
  /** Events that are not in the log of a real broker. */
  readonly lost: number;
}

async function race(contestant: Contestant, round: number): Promise<Round> {
  const mock = await startKafkaMock({ topics: { [TOPIC]: 4 } });
  const proxy = await createKafkaProxy({ brokers: mock.brokers });
  const events = Array.from({ length: COUNT }, (_, index): Sent => {
    const body = JSON.stringify({ round, index, text: 'x'.repeat(100) });
    return { key: `k${index % KEYS}`, id: `${round} ${index}`, body };
  });
  const run = await contestant.prepare(proxy.brokers, events);
  if (isCut) proxy.cut({ api: 'Produce', at: 'answer', after: 3, times: 10 });
  const begunAt = performance.now();
  await run();
  const perSecond = COUNT / ((performance.now() - begunAt) / 1000);
  const kept = new Set(judgeSequences(proxy.taken()).log.map(({ headers }) => headers['ce_id']));
  await contestant.close();
  await proxy.close();
  await mock.stop();
  return { perSecond, lost: COUNT - kept.size };
}

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
const postgres = await startPostgres();
const rounds = new Map<string, Round[]>();
// The first contestant would be measured before the compiler has compiled the code that all of them share.
await race(bareClient(), 0);
for (let round = 0; round < ROUNDS; round += 1) {
  const database = postgres && (await createPostgresDatabase(postgres.url));
  const contestants = [
    bareClient(),
    bareClient(50),
    relayFrom('SQLite', path.join(folder, `${round}.sqlite`)),
    ...(database ? [relayFrom('PostgreSQL', database.url)] : []),
    kafkaJs(),
  ];
  for (const one of contestants) {
    rounds.set(one.name, [...(rounds.get(one.name) ?? []), await race(one, round)]);
  }
  await database?.drop();
}
postgres?.stop();
rmSync(folder, { recursive: true });

const speeds = new Map(
  [...rounds].map(([name, list]) => [name, median(list.map(({ perSecond }) => perSecond))]),
);
const bare = speeds.get(bareClient().name) ?? Number.NaN;
console.table(
  [...rounds].map(([name, list]) => ({
    name,
    'events per second': Math.round(speeds.get(name) ?? Number.NaN),
    'of the bare client': `${Math.round(((speeds.get(name) ?? Number.NaN) / bare) * 100)} %`,
    lost: list.reduce((sum, { lost }) => sum + lost, 0),
  })),
);
const ours = [...speeds].filter(([name]) => name.startsWith('the relay'));
const slow = ours.filter(([, speed]) => speed < FLOOR || speed < bare * SHARE);
for (const [name, speed] of slow) {
  console.log(
    `${name}: ${Math.round(speed)}/s, goal ${FLOOR} and ${SHARE * 100} % of the bare client.`,
  );
}
