import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { stoppableServer } from './node-stoppable-server.ts';

async function setUp() {
  const arrived: ServerResponse[] = [];
  const server = createServer((_, outgoing) => void arrived.push(outgoing));
  const stoppable = stoppableServer(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => {
    agent.destroy();
    server.closeAllConnections();
  });
  /** Sends a request and waits until the server has it. */
  const ask = async () => {
    const count = arrived.length;
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      request({ port, host: '127.0.0.1', agent }, resolve).on('error', reject).end();
    });
    answer.catch(() => {});
    await Promise.race([answer, once(server, 'request')]);
    return { answer, finish: () => arrived[count]?.end('done') };
  };
  return { stoppable, ask };
}

it('answers what is under way, ends its connection, and takes nothing new', async () => {
  const { stoppable, ask } = await setUp();
  const { answer, finish } = await ask();
  const closed = stoppable.close(10_000);
  await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  finish();
  const { statusCode, headers } = await answer;
  expect([statusCode, headers.connection]).toEqual([200, 'close']);
  expect(await closed).toEqual({ cut: 0 });
});

it('goes on answering after it retired, each time on a connection that ends', async () => {
  const { stoppable, ask } = await setUp();
  const before = await ask();
  stoppable.retire();
  const after = await ask();
  for (const { answer, finish } of [before, after]) {
    finish();
    expect((await answer).headers.connection).toBe('close');
  }
});

it('cuts off after its grace what does not finish, and says how many', async () => {
  const { stoppable, ask } = await setUp();
  const { answer } = await ask();
  await ask();
  expect(await stoppable.close(50)).toEqual({ cut: 2 });
  await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
});
