import { createServer } from 'node:http';
import { requireOptions } from '@holdfast/core/parts';
import { forwardRequest } from './forward-request.ts';
import { listen, stopListening } from './loopback-server.ts';
import { type RequestMatch, type SentRequest, matchesRequest } from './sent-request.ts';
import { createSendLog } from './send-log.ts';
import { targetOrigin } from './target-origin.ts';

export interface CutProxyOptions {
  /** The target of the requests, as an origin: `http://127.0.0.1:5280`. */
  readonly target: string;
  /** @default any free port */
  readonly port?: number;
}

export interface DropAnswers {
  /** @default every request */
  readonly match?: RequestMatch;
  /** How many answers the proxy drops at most. @default no end */
  readonly times?: number;
  /** Runs when the server has answered, before the proxy destroys the client's connection. */
  readonly onDropped?: (request: SentRequest) => void | Promise<void>;
}

export interface HoldRequests {
  /** A held request reaches the server also after its client has gone. @default false */
  readonly outlivesClient?: boolean;
}

export interface CutProxy {
  /** The origin for the client, in place of the target. */
  readonly url: string;
  /** Destroys every connection. The operating system refuses new ones. */
  refuse(): Promise<void>;
  /** Listens again, on the same port. Rejects after `close`. */
  restore(): Promise<void>;
  /** From now on takes requests and holds them. */
  holdRequests(match?: RequestMatch, options?: HoldRequests): void;
  /**
   * Passes the held requests on, and all later ones. Requests whose client has gone are not sent, unless they outlive
   * their clients.
   */
  release(): void;
  /**
   * Passes requests on, and destroys the client's connection as soon as the server begins to answer: the
   * server has done the work, and the client never learns it. The returned function ends this.
   */
  dropAnswers(options?: DropAnswers): () => void;
  /** Every request that arrived, in order, whether or not the proxy passed it on. */
  sends(match?: RequestMatch): readonly SentRequest[];
  /** Resolves when at least `count` such requests have arrived. */
  sent(match: RequestMatch, count?: number): Promise<readonly SentRequest[]>;
  /** Cuts every connection and stops for good. */
  close(): Promise<void>;
}

/**
 * A proxy on 127.0.0.1 between a real client and a real server. It can cut the line at the moments that
 * matter. Headers pass unchanged, `Host` included, so the server takes the proxy's origin for its own. To
 * the client, a server that the proxy cannot reach looks like a cut line. The proxy does not carry
 * WebSockets.
 */
export async function createCutProxy(options: CutProxyOptions): Promise<CutProxy> {
  requireOptions('createCutProxy', options, {
    target: 'a text',
    port: 'a whole number from 0 on?',
  });

  const { target, port = 0 } = options;
  targetOrigin(target);
  const log = createSendLog();
  let isClosed = false;
  const drops = new Set<{
    match: RequestMatch;
    left: number;
    onDropped: DropAnswers['onDropped'];
  }>();
  let held: Hold | undefined;

  const server = createServer((request, response) => {
    const sent = log.add(request);
    const hold = held && matchesRequest(sent.get(), held.match) ? held : undefined;
    forwardRequest(request, response, {
      target,
      hold: hold?.released,
      outlivesClient: hold?.outlivesClient === true,
      answered(status) {
        sent.answered(status);
        const drop = [...drops].find(({ match }) => matchesRequest(sent.get(), match));
        if (!drop) return undefined;
        drop.left -= 1;
        if (drop.left <= 0) drops.delete(drop);
        return async () => drop.onDropped?.(sent.get());
      },
    });
  });
  // Browsers keep idle connections for minutes. If the proxy closed them first, it would add a fault that no test
  // asked for.
  server.keepAliveTimeout = 300_000;
  const ownPort = await listen(server, port);

  return {
    url: `http://127.0.0.1:${ownPort}`,
    refuse: () => stopListening(server),
    async restore() {
      if (isClosed) throw new Error('The proxy was closed for good. Create another one.');
      if (!server.listening) await listen(server, ownPort);
    },
    holdRequests(match = {}, { outlivesClient = false } = {}) {
      held?.release();
      held = createHold(match, outlivesClient);
    },
    release() {
      held?.release();
      held = undefined;
    },
    dropAnswers({ match = {}, times = Infinity, onDropped } = {}) {
      const drop = { match, left: times, onDropped };
      if (times > 0) drops.add(drop);
      return () => void drops.delete(drop);
    },
    sends: log.sends,
    sent: log.sent,
    async close() {
      isClosed = true;
      await stopListening(server);
      held?.release();
    },
  };
}

interface Hold {
  readonly match: RequestMatch;
  readonly outlivesClient: boolean;
  readonly released: Promise<void>;
  readonly release: () => void;
}

function createHold(match: RequestMatch, outlivesClient: boolean): Hold {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  return { match, outlivesClient, released, release };
}
