import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createFaultLane } from './fault-lane.ts';
import { listen } from './loopback-server.ts';

/** Both ends of a connection. */
async function pair(): Promise<readonly [near: Socket, far: Socket]> {
  const server = createServer();
  const port = await listen(server, 0);
  const near = connect(port, '127.0.0.1');
  const [far] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    near.destroy();
    far.destroy();
    server.close();
  });
  return [near, far];
}

it('lets the sender wait while the receiver does not read, and loses no byte', async () => {
  const [source] = await pair();
  const [sink, receiver] = await pair();
  receiver.pause();
  const lane = createFaultLane(source, sink, new AbortController().signal);
  const piece = Buffer.alloc(1024 * 1024, 'x');
  for (let count = 0; count < 16; count += 1) lane.write(piece, 0);
  expect(source.isPaused()).toBe(true);
  let bytes = 0;
  receiver.on('data', (part: Buffer) => (bytes += part.byteLength));
  receiver.resume();
  await new Promise<void>((resolve) => lane.after(resolve));
  expect(source.isPaused()).toBe(false);
  sink.end();
  await once(receiver, 'end');
  expect(bytes).toBe(16 * piece.byteLength);
});
