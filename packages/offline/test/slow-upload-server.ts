import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';

/** What the server says of an upload. */
export interface UploadRecord {
  /** How many requests began. */
  readonly begun: number;
  /** The bytes that came with each request that came whole. */
  readonly whole: readonly number[];
}

/**
 * A server beside the page of the browser tests. A POST to `/slow-upload/<name>?rate=…` is read with so many bytes in a
 * second, and not at all beyond `stallAt` bytes. A POST to `/slow-upload/<name>?status=…&type=…` is read and answered
 * with these. A GET tells what came.
 */
export function slowUploadServer(): Plugin {
  const records = new Map<string, { begun: number; whole: number[] }>();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const number = (name: string, otherwise: number): number =>
      Number(searchParams.get(name) ?? otherwise);
    const record = records.get(pathname) ?? { begun: 0, whole: [] };
    records.set(pathname, record);
    const say = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'content-type': type });
      response.end(text);
    };
    if (request.method === 'GET') return say(200, 'application/json', JSON.stringify(record));
    record.begun += 1;
    const [rate, stallAt] = [number('rate', Infinity), number('stallAt', Infinity)];
    let bytes = 0;
    try {
      for await (const chunk of request as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        if (bytes >= stallAt) return;
        if (rate < Infinity) {
          await new Promise((resolve) => setTimeout(resolve, (1000 * chunk.length) / rate));
        }
      }
    } catch {
      return;
    }
    record.whole.push(bytes);
    const to = searchParams.get('to');
    if (to !== null) {
      response.writeHead(307, { location: to });
      response.end();
    } else if (searchParams.has('cut')) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"a"', () => response.destroy());
    } else {
      const type = searchParams.get('type') ?? 'application/json';
      say(number('status', 200), type, searchParams.get('text') ?? '{}');
    }
  };
  return {
    name: 'slow-upload-server',
    configureServer({ middlewares }) {
      middlewares.use('/slow-upload', (request, response) => void handle(request, response));
    },
  };
}
