import { createPostgresDatabase } from '../scripts/postgres-database.ts';
import { crowd, percentile } from './harness/crowd.ts';
import { startApp, startFireside } from './harness/loaded-server.ts';
import { appClients, firesideClients } from './server-clients.ts';

/** The results for one server, database, number of clients and kind of request, round by round. */
export interface Load {
  readonly server: 'bare' | 'whole' | 'Fireside';
  readonly where: string;
  readonly clients: number;
  readonly kind: 'list' | 'put';
  readonly p50: number[];
  readonly p95: number[];
  readonly p99: number[];
  readonly perSecond: number[];
  readonly timeOuts: number[];
  readonly lateMs: number[];
}

export interface UnderLoadOptions {
  readonly databases: readonly string[];
  readonly crowds: readonly number[];
  readonly rounds: number;
  readonly forMs: number;
  /** The address of the PostgreSQL, if there is one. */
  readonly postgres: string | undefined;
}

/**
 * Loads bare Hono, the whole stack and Fireside. The rounds of all servers take turns, so that other load on the
 * machine and its disk affects all of them.
 */
export async function underLoad({
  databases,
  crowds,
  rounds,
  forMs,
  postgres,
}: UnderLoadOptions): Promise<readonly Load[]> {
  const loads: Load[] = [];
  for (const where of databases) {
    const url =
      where === 'PostgreSQL' && postgres !== undefined
        ? (await createPostgresDatabase(postgres)).url
        : '';
    const started = [
      { name: 'bare', server: await startApp('bare', where), clientsOf: async () => appClients() },
      {
        name: 'whole',
        server: await startApp('whole', where),
        clientsOf: async () => appClients(),
      },
      { name: 'Fireside', server: await startFireside(url), clientsOf: firesideClients },
    ] as const;
    try {
      const servers = await Promise.all(
        started.map(async ({ clientsOf, ...rest }) => ({
          ...rest,
          asks: await clientsOf(rest.server),
        })),
      );
      for (const clients of crowds) {
        const found = servers.flatMap(({ name }) =>
          (['put', 'list'] as const).map((kind) => empty({ server: name, where, clients, kind })),
        );
        loads.push(...found);
        // The first round of each is its warm-up; the writes make the rows that the reads find.
        for (let round = -1; round < rounds; round += 1) {
          for (const kind of ['put', 'list'] as const) {
            for (const { name, server, asks } of round % 2 === 0 ? servers : servers.toReversed()) {
              await server.lateMs();
              const { waits, perSecond, timeOuts } = await crowd({
                port: server.port,
                clients,
                forMs,
                ask: asks[kind],
              });
              const lateMs = await server.lateMs();
              const load = found.find((one) => one.server === name && one.kind === kind);
              if (round < 0 || !load) continue;
              load.p50.push(percentile(waits, 0.5));
              load.p95.push(percentile(waits, 0.95));
              load.p99.push(percentile(waits, 0.99));
              load.perSecond.push(perSecond);
              load.timeOuts.push(timeOuts);
              load.lateMs.push(lateMs);
            }
          }
        }
      }
    } finally {
      for (const { server } of started) server.leave();
    }
  }
  return loads;
}

function empty(about: Pick<Load, 'server' | 'where' | 'clients' | 'kind'>): Load {
  return { ...about, p50: [], p95: [], p99: [], perSecond: [], timeOuts: [], lateMs: [] };
}
