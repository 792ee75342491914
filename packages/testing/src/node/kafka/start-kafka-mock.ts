import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { requireOptions } from '@holdfast/core/parts';
import { KAFKA_APIS, type KafkaApi } from './kafka-apis.ts';
import { KafkaMockMissing } from './kafka-mock-missing.ts';

export interface KafkaMockOptions {
  /** Their ids count from 1. @default 3 */
  readonly brokers?: number;
  /** Topics to create, each with its number of partitions. @default none; a topic that is used is created with 4 */
  readonly topics?: Readonly<Record<string, number>>;
  /** The command that starts Python 3. @default the one of the system, else the one on the path */
  readonly python?: string;
  /** The file of librdkafka. @default the installed one */
  readonly library?: string;
}

/** A Kafka cluster in a process of its own. Every function resolves when the cluster has done it. */
export interface KafkaMock {
  /** `host:port` of each broker; that of broker 1 first. */
  readonly brokers: readonly string[];
  /** Each partition has a leader and two replicas where there are three brokers. */
  createTopic(topic: string, partitions: number): Promise<void>;
  /** Makes another broker the leader of a partition. */
  setLeader(topic: string, partition: number, broker: number): Promise<void>;
  /** Cuts the broker's connections and takes no new ones. @param broker all of them by default */
  down(broker?: number): Promise<void>;
  up(broker?: number): Promise<void>;
  /** Lets a broker wait before each answer. */
  setRoundTrip(broker: number, ms: number): Promise<void>;
  /** The next requests of this kind get these error codes, one each, and have no effect. */
  pushErrors(api: KafkaApi, codes: readonly number[]): Promise<void>;
  /** From now on every request about this topic gets this error code; 0 ends this. */
  setTopicError(topic: string, code: number): Promise<void>;
  /** Cancels the codes that no request has got yet. */
  clearErrors(api: KafkaApi): Promise<void>;
  stop(): Promise<void>;
}

/** The file of the program, found from `src` and from `dist` alike. */
const program = (): string =>
  fileURLToPath(new URL('../../../src/node/kafka/kafka-mock.py', import.meta.url));

/** The system's own Python, which starts ten times faster than one behind a version manager; else the one on the path. */
const systemPython = (): string =>
  ['/usr/bin/python3'].find((path) => existsSync(path)) ?? 'python3';

/**
 * Starts the mock brokers of librdkafka, which speak Kafka's wire protocol and keep messages in memory. It ends with
 * this process at the latest. Rejects with `KafkaMockMissing` where the machine lacks Python 3 or librdkafka.
 *
 * The brokers tell clients their own addresses, so a proxy in front of them must be `createKafkaProxy`. They do not
 * drop repeats of a sequence, as a real broker does; see `judgeSequences`.
 */
export async function startKafkaMock(options: KafkaMockOptions = {}): Promise<KafkaMock> {
  requireOptions('startKafkaMock', options, {
    brokers: 'a whole number above 0?',
    topics: 'an object?',
    python: 'a text that is not empty?',
    library: 'a text?',
  });

  const { brokers: count = 3, topics = {}, python = systemPython(), library = '' } = options;
  const child = spawn(python, [program(), String(count), library], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // A process that has ended takes no command; its end is reported below.
  child.stdin.on('error', () => {});
  const waiting: ((answer: MockAnswer | Error) => void)[] = [];
  const answer = (): Promise<MockAnswer> =>
    new Promise((resolve, reject) => {
      waiting.push((told) => (told instanceof Error ? reject(told) : resolve(told)));
    });
  let ended: Error | undefined;
  const end = (reason: Error): void => {
    ended ??= reason;
    for (const tell of waiting.splice(0)) tell(ended);
  };
  createInterface({ input: child.stdout }).on('line', (line) =>
    waiting.shift()?.(JSON.parse(line) as MockAnswer),
  );
  child.once('error', () => end(new KafkaMockMissing('python3')));
  child.once('close', () => end(new Error(`The mock of Kafka has ended. ${errors}`)));

  const { missing, bootstrap = '' } = await answer();
  if (missing !== undefined) throw new KafkaMockMissing('librdkafka');
  const brokers = bootstrap.split(',');

  const tell = async (...command: readonly unknown[]): Promise<void> => {
    if (ended) throw ended;
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const { error } = await answer();
    if (error !== undefined)
      throw new Error(`The mock of Kafka refused ${command.join()}: ${error}`);
  };
  const tellEach = async (name: string, broker: number | undefined): Promise<void> => {
    const ids = broker === undefined ? brokers.map((_, index) => index + 1) : [broker];
    await Promise.all(ids.map((id) => tell(name, id)));
  };
  const createTopic = (topic: string, partitions: number): Promise<void> =>
    tell('createTopic', topic, partitions, Math.min(3, count));
  await Promise.all(Object.entries(topics).map((topic) => createTopic(...topic)));

  return {
    brokers,
    createTopic,
    setLeader: (topic, partition, broker) => tell('setLeader', topic, partition, broker),
    down: (broker) => tellEach('brokerDown', broker),
    up: (broker) => tellEach('brokerUp', broker),
    setRoundTrip: (broker, ms) => tell('setRoundTrip', broker, ms),
    pushErrors: (api, codes) => tell('pushErrors', KAFKA_APIS[api], codes),
    setTopicError: (topic, code) => tell('setTopicError', topic, code),
    clearErrors: (api) => tell('clearErrors', KAFKA_APIS[api]),
    stop() {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
      const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
      child.kill('SIGKILL');
      return gone;
    },
  };
}

interface MockAnswer {
  readonly bootstrap?: string;
  readonly missing?: string;
  readonly error?: number;
}
