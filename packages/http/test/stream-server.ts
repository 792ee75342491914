// A server in a process of its own that writes the sample, and stops where it is told to.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeSample, sample, type Format } from './stream-sample.ts';

const { STREAM_PORT = '0', GENERATOR_DIED = '' } = process.env;
const TYPES = { ndjson: 'application/x-ndjson', sse: 'text/event-stream; charset=utf-8' };

async function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  if (bytes.length > 0) await new Promise((done) => response.write(bytes, done));
}

const begun = new Set<unknown>();

const server = createServer((request, response) => {
  void (async () => {
    request.resume();
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const format = (searchParams.get('format') ?? 'ndjson') as Format;
    const how = searchParams.get('how');
    const address = how === 'no address' ? {} : { location: `/streams/x?format=${format}` };
    response.writeHead(200, { 'content-type': TYPES[format], ...address });
    response.socket?.setNoDelay(true);
    response.flushHeaders();
    if (request.method === 'GET') {
      const after = Number(searchParams.get('after'));
      const offset = Number(GENERATOR_DIED);
      const died = { seq: after + 1, type: 'interrupted', offset, reason: 'generator-failed' };
      const rest = GENERATOR_DIED ? [died] : sample.filter(({ seq }) => seq > after);
      response.end(encodeSample(format, rest));
      return;
    }
    const whole = encodeSample(format, sample);
    if (how === 'byte by byte') {
      for (const byte of whole) {
        await write(response, Buffer.of(byte));
        await new Promise(setImmediate);
      }
      response.end();
      return;
    }
    const key = request.headers['idempotency-key'];
    // The same key attaches to the same stream, from its beginning.
    const cut = begun.has(key) ? whole.length : Number(searchParams.get('cut'));
    begun.add(key);
    await write(response, whole.subarray(0, cut));
    if (how === 'destroy') response.destroy();
    else if (how === 'hang') await once(response, 'close');
    else response.end();
  })();
});
server.listen(Number(STREAM_PORT), '127.0.0.1', () => {
  console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
