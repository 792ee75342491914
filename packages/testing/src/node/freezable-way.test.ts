import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openFreezableWay } from './freezable-way.ts';

async function setUp() {
  const echo = createServer((socket) => socket.pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const { port } = echo.address() as AddressInfo;
  const way = await openFreezableWay(`postgres://user@127.0.0.1:${port}/notes`);
  const url = new URL(way.url);
  const client = connect(Number(url.port), url.hostname);
  let received = '';
  client.setEncoding('utf8').on('data', (text: string) => (received += text));
  onTestFinished(async () => {
    client.destroy();
    await way.close();
    echo.close();
  });
  return { way, url, client, received: () => received };
}

it('changes only the target of the address', async () => {
  const { url } = await setUp();
  expect([url.protocol, url.username, url.pathname]).toEqual(['postgres:', 'user', '/notes']);
});

it('passes nothing on while it stands still, and everything once it goes on', async () => {
  const { way, client, received } = await setUp();
  client.write('before ');
  await expect.poll(received).toBe('before ');
  way.freeze();
  client.write('while ');
  // The way also accepts another connection, as the operating system of a stopped server does.
  const other = connect(Number(new URL(way.url).port), '127.0.0.1');
  await once(other, 'connect');
  other.destroy();
  expect(received()).toBe('before ');
  way.thaw();
  await expect.poll(received).toBe('before while ');
});
