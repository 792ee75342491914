import { type Socket, connect, createServer } from 'node:net';
import { seededRandom } from '../seeded-random.ts';
import { carryFaultyLine } from './fault-line.ts';
import { type FaultKind, type FaultMix, checkMix, planTurn } from './fault-mix.ts';
import { listen } from './loopback-server.ts';

export interface FaultProxyOptions {
  /** Where connections go, as an origin: `http://127.0.0.1:5280`. */
  readonly target: string;
  readonly mix: FaultMix;
  /** @default 1 */
  readonly seed?: number;
  /** @default any free port */
  readonly port?: number;
}

export interface FaultCounts {
  readonly connections: number;
  readonly turns: number;
  /** How often each fault has happened so far; a planned end that was never reached is none. */
  readonly faults: Readonly<Record<FaultKind, number>>;
}

export interface FaultProxy {
  /** The origin to talk to instead of the target. */
  readonly url: string;
  /** Together with the mix it decides what happens: print it, and a failure can be looked at again. */
  readonly seed: number;
  counts(): FaultCounts;
  /** Destroys every connection and stops for good. */
  close(): Promise<void>;
}

/**
 * A TCP proxy on 127.0.0.1 that stands between a real client and a real server and does to the line what
 * a mix says, by chance from a seed: the same turn of the same connection, counted from the first, always
 * meets the same. Which request becomes which turn is up to the client, so only a client that asks one
 * thing after another sees exactly the same again.
 *
 * It knows nothing of HTTP: a turn ends where the client speaks again after an answer, so requests that
 * are sent without waiting for answers count as one. A server that cannot be reached looks like a reset.
 */
export async function createFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { mix, seed = 1, port = 0 } = options;
  const target = new URL(options.target);
  checkMix(mix);
  const sockets = new Set<Socket>();
  const faults: Record<FaultKind, number> = {
    delay: 0,
    slice: 0,
    refuse: 0,
    cut: 0,
    reset: 0,
    truncate: 0,
    stall: 0,
  };
  const seedOfNext = seededRandom(seed);
  let connections = 0;
  let turns = 0;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const random = seededRandom(Math.floor(seedOfNext() * 2 ** 32));
    connections += 1;
    const upstream = connect({
      host: target.hostname,
      port: Number(target.port),
      allowHalfOpen: true,
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    carryFaultyLine(client, upstream, {
      mix,
      plan() {
        turns += 1;
        return planTurn(mix, random);
      },
      injected: (kind) => void (faults[kind] += 1),
    });
  });
  const ownPort = await listen(server, port);

  return {
    url: `http://127.0.0.1:${ownPort}`,
    seed,
    counts: () => ({ connections, turns, faults: { ...faults } }),
    close: () =>
      new Promise((resolve) => {
        // The only error there is: it was closed before.
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
