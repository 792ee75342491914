import { connect, createServer, type Server, type Socket } from 'node:net';
import { requireOptions } from '@holdfast/core/parts';
import { listen } from '../loopback-server.ts';
import { carryKafkaLine, type Fate } from './carry-kafka-line.ts';
import type { KafkaApi } from './kafka-apis.ts';
import { createKafkaCuts, type KafkaCut } from './kafka-cuts.ts';
import { createProduceLog, type ProduceLog } from './produce-log.ts';
import { rewriteAnswer } from './rewrite-answer.ts';

export interface KafkaProxyOptions {
  /** `host:port` of each broker; that of broker 1 first. */
  readonly brokers: readonly string[];
  /**
   * The greatest version that clients may use, for each kind of request.
   * @default those with which the mock and today's clients understand each other
   */
  readonly maxVersions?: Readonly<Partial<Record<KafkaApi, number>>>;
}

/** A proxy in front of every broker of a cluster. Clients use its addresses only. */
export interface KafkaProxy extends Pick<ProduceLog, 'sent' | 'taken'> {
  /** `host:port` for the clients; that of broker 1 first. */
  readonly brokers: readonly string[];
  /** Cuts the connection of the next such request. The returned function cancels the cut. */
  cut(cut: KafkaCut): () => void;
  /** How many connections `cut` has cut so far. */
  cuts(): number;
  /** Cuts the connections to a broker. The system refuses new ones. @param broker all of them by default */
  refuse(broker?: number): Promise<void>;
  /** Takes connections again, on the same ports. */
  restore(broker?: number): Promise<void>;
  /** Forgets all requests so far. */
  clear(): void;
  close(): Promise<void>;
}

/**
 * - `Metadata` and `FindCoordinator`: the proxy reads and changes them up to this version.
 * - `InitProducerId`: from version 3 on, `@platformatic/kafka` sends a producer id of 0, which the mock refuses.
 * - `ListOffsets`: from version 4 on, the answers of the mock lack a field.
 */
const MAX_VERSIONS = {
  Metadata: 2,
  FindCoordinator: 2,
  InitProducerId: 2,
  ListOffsets: 3,
} as const;

/**
 * Stands between clients and a Kafka cluster on this machine. It understands the frames, so it can cut the line at one
 * kind of request or answer, and it remembers every record that clients sent, with producer id and sequence. It
 * changes the ports in answers, so that clients stay with it.
 */
export async function createKafkaProxy(options: KafkaProxyOptions): Promise<KafkaProxy> {
  requireOptions('createKafkaProxy', options, {
    brokers: 'different texts, at least one',
    maxVersions: 'an object?',
  });

  const { brokers, maxVersions = MAX_VERSIONS } = options;
  const cuts = createKafkaCuts();
  const log = createProduceLog();
  const portFor = (port: number): number =>
    gates.find((gate) => gate.brokerPort === port)?.port ?? port;
  const gates = await Promise.all(brokers.map(open));

  async function open(address: string, index: number): Promise<Gate> {
    const [host = '', port] = address.split(':');
    const [broker, brokerPort] = [index + 1, Number(port)];
    const clients = new Set<Socket>();
    const server = createServer((client) => {
      clients.add(client);
      client.on('close', () => clients.delete(client));
      carryKafkaLine(client, connect(brokerPort, host), {
        request(frame, request) {
          if (request.api === 'Produce') log.add(frame, request, broker);
          return fateBy(cuts.hit(request.api, 'request'));
        },
        answer(frame, request) {
          if (request.api === 'Produce') log.answered(frame, request);
          rewriteAnswer(frame, request, { portFor, maxVersions });
          return fateBy(cuts.hit(request.api, 'answer'));
        },
      });
    });
    return { server, clients, brokerPort, port: await listen(server, 0) };
  }

  const chosen = (broker: number | undefined): readonly Gate[] =>
    gates.filter((_, index) => broker === undefined || index + 1 === broker);
  const refuse = async (broker?: number): Promise<void> => {
    await Promise.all(chosen(broker).map(shut));
  };
  return {
    brokers: gates.map(({ port }) => `127.0.0.1:${port}`),
    cut: cuts.add,
    cuts: cuts.count,
    refuse,
    async restore(broker) {
      const shutGates = chosen(broker).filter(({ server }) => !server.listening);
      await Promise.all(shutGates.map(({ server, port }) => listen(server, port)));
    },
    sent: log.sent,
    taken: log.taken,
    clear: log.clear,
    close: refuse,
  };
}

function fateBy(cut: KafkaCut | undefined): Fate {
  if (!cut) return 'pass';
  return cut.silent ? 'drop' : 'cut';
}

/** The proxy in front of one broker. */
interface Gate {
  readonly server: Server;
  readonly clients: ReadonlySet<Socket>;
  readonly port: number;
  readonly brokerPort: number;
}

function shut({ server, clients }: Gate): Promise<void> {
  return new Promise((resolve) => {
    // The only possible error: the server was not listening.
    server.close(() => resolve());
    for (const client of clients) client.destroy();
  });
}
