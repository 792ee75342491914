import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchBeaconSend } from './fetch-beacon-send.ts';

const received: string[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    received.push(`${request.method} ${request.headers['content-type']} ${body}`);
    response.writeHead(Number(request.url?.slice(1))).end('thanks');
  });
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

it.each([
  [202, true],
  [400, false],
  [503, false],
])(
  'a beacon counts a body that was answered with %i as received: %s',
  async (status, isReceived) => {
    expect(await fetchBeaconSend(`${base}/${status}`)('{"events":[]}')).toBe(isReceived);
    expect(received.at(-1)).toBe('POST application/json {"events":[]}');
  },
);

it('a beacon’s send rejects when the server does not answer', async () => {
  await expect(fetchBeaconSend('http://127.0.0.1:9/')('{}')).rejects.toThrow('fetch failed');
});
