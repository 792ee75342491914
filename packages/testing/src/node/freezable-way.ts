import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface FreezableWay {
  /** The address of the database by this way. */
  readonly url: string;
  /** From now on the way accepts connections and bytes and passes nothing on, as a stopped server does. */
  freeze(): void;
  /** Goes on, and passes on everything that it held back. */
  thaw(): void;
  close(): Promise<void>;
}

/**
 * A way by TCP to a database at `postgres://…`. A test can make the database stand still on it, while other
 * clients use the same server. It listens on loopback, on a free port.
 */
export async function openFreezableWay(databaseUrl: string): Promise<FreezableWay> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('data', (bytes) => other.write(bytes));
      one.on('close', () => {
        sockets.delete(one);
        if (one === near || !frozen) other.destroy();
      });
      if (frozen) one.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
