import { type Socket, connect, createServer } from 'node:net';
import { requireOptions } from '@holdfast/core/parts';
import { seededRandom } from '../seeded-random.ts';
import { carryFaultyLine } from './fault-line.ts';
import { type FaultKind, type FaultMix, checkMix, planTurn } from './fault-mix.ts';
import { listen } from './loopback-server.ts';
import { targetOrigin } from './target-origin.ts';

export interface BadLineOptions {
  /** The target of the connections, as an origin: `http://127.0.0.1:5280`. */
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
  /** How often each fault has happened so far. A planned end that a turn did not reach does not count. */
  readonly faults: Readonly<Record<FaultKind, number>>;
}

export interface BadLine {
  /** The origin for the client, in place of the target. */
  readonly url: string;
  /** Seed and mix decide all faults. Print the seed, so that a developer can repeat a failure. */
  readonly seed: number;
  counts(): FaultCounts;
  /** Destroys every connection and stops for good. */
  close(): Promise<void>;
}

/**
 * A TCP proxy on 127.0.0.1 between a real client and a real server. It does to the line what a mix says, at
 * random from a seed: the same turn of the same connection, counted from the first, always gets the same
 * faults. The client decides which request becomes which turn, so only a client that sends one request
 * after another sees exactly the same again.
 *
 * The proxy does not know HTTP. A turn ends where the client sends again after an answer, so requests that
 * the client sends without waiting for answers count as one turn. To the client, a server that the proxy
 * cannot reach looks like a reset.
 */
export async function createBadLine(options: BadLineOptions): Promise<BadLine> {
  requireOptions('createBadLine', options, {
    target: 'a text',
    mix: 'an object',
    seed: 'a finite number from 0 on?',
    port: 'a whole number from 0 on?',
  });

  const { mix, seed = 1, port = 0 } = options;
  const target = targetOrigin(options.target);
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
      port: Number(target.port || 80),
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
        // The only possible error: the server was closed before.
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
