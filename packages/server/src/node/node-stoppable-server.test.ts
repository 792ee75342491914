import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
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
  const connect = (): Promise<string> =>
    new Promise((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => {
        socket.destroy();
        resolve('let in');
      });
      socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown'));
    });
  return { stoppable, ask, connect, port, arrived };
}

it('answers a running request, ends its connection, and accepts no new one', async () => {
  const { stoppable, ask, connect } = await setUp();
  const { answer, finish } = await ask();
  const closed = stoppable.close(10_000);
  await expect.poll(connect).toBe('ECONNREFUSED');
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

it('cuts off unfinished requests after its grace, and gives their number', async () => {
  const { stoppable, ask } = await setUp();
  const { answer } = await ask();
  await ask();
  expect(await stoppable.close(50)).toEqual({ cut: 2 });
  await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('answers a request that arrives on a connection from before the stop', async () => {
  const { stoppable, ask, connect, port, arrived } = await setUp();
  const socket = createConnection(port, '127.0.0.1');
  await once(socket, 'connect');
  const { finish } = await ask();
  const closed = stoppable.close(10_000);
  await expect.poll(connect).toBe('ECONNREFUSED');
  socket.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
  await expect.poll(() => arrived.length).toBe(2);
  finish();
  arrived[1]?.end('late, but served');
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  expect(String(bytes)).toMatch(/^HTTP\/1\.1 200 /);
  expect(await closed).toEqual({ cut: 0 });
});

it('does not wait for an idle connection', async () => {
  const { stoppable, port } = await setUp();
  const socket = createConnection(port, '127.0.0.1');
  await once(socket, 'connect');
  const start = performance.now();
  expect(await stoppable.close(10_000)).toEqual({ cut: 0 });
  expect(performance.now() - start).toBeLessThan(5000);
});

it('resets no connection that was on its way in', async () => {
  const { stoppable, port, arrived } = await setUp();
  const crowd = Array.from({ length: 30 }, async () => {
    const socket = createConnection(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    return String(bytes).split('\r\n')[0];
  });
  const first = createConnection(port, '127.0.0.1');
  await once(first, 'connect');
  const closed = stoppable.close(10_000);
  await expect.poll(() => arrived.length).toBe(30);
  for (const outgoing of arrived) outgoing.end();
  expect(new Set(await Promise.all(crowd))).toEqual(new Set(['HTTP/1.1 200 OK']));
  expect(await closed).toEqual({ cut: 0 });
});

it('does not wait for hundreds of connections that never send anything', async () => {
  const { stoppable, port, ask } = await setUp();
  const crowd = Array.from({ length: 300 }, () => {
    const socket = createConnection(port, '127.0.0.1').on('error', () => {});
    return once(socket, 'connect');
  });
  await Promise.all(crowd);
  const { answer, finish } = await ask();
  const start = performance.now();
  const closed = stoppable.close(10_000);
  finish();
  expect((await answer).statusCode).toBe(200);
  expect(await closed).toEqual({ cut: 0 });
  expect(performance.now() - start).toBeLessThan(5000);
});
