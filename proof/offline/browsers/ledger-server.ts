// The server of the proof, as a process: `node ledger-server.ts <folder> <folder of the page> <port>`. A note is an
// append to the ledger of its trial, so a write that takes effect twice shows. It honours `Idempotency-Key`.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type LedgerLine, linesOf } from './ledger.ts';

const [, , folder = '', pageFolder = '', port = '0'] = process.argv;
const SLOWEST_MS = 20;

const keysOf = new Map<string, Set<string>>();

/** The keys that have taken effect, also before this process was started. */
function keysIn(trial: string): Set<string> {
  let keys = keysOf.get(trial);
  if (!keys) {
    const applied = linesOf(folder, trial).filter(({ type }) => type === 'applied');
    keys = new Set(applied.map(({ key }) => key).filter((key) => key !== ''));
    keysOf.set(trial, keys);
  }
  return keys;
}

function append(trial: string, line: LedgerLine): void {
  appendFileSync(path.join(folder, trial), `${JSON.stringify(line)}\n`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += String(piece);
  return body;
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, part = '', trial = ''] = pathname.split('/');
  if (part !== 'api') {
    const file = path.join(pageFolder, part === 't' ? 'page.html' : path.basename(pathname));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': file.endsWith('.html') ? 'text/html' : 'text/javascript',
      'service-worker-allowed': '/',
      'cache-control': 'no-store',
    });
    return response.end(readFileSync(file));
  }
  const body = await bodyOf(request).catch(() => undefined);
  if (body === undefined) return undefined;
  const { id, owner, lane, seq } = JSON.parse(body) as LedgerLine;
  const { headers } = request;
  const key = String(headers['idempotency-key'] ?? '');
  const line = { id, lane, seq, key, owner: String(headers['holdfast-subject'] ?? owner) };
  append(trial, { ...line, type: 'received', at: Date.now() });
  await wait(Math.random() * SLOWEST_MS);
  const keys = keysIn(trial);
  const isKnown = key !== '' && keys.has(key);
  append(trial, { ...line, type: isKnown ? 'replayed' : 'applied', at: Date.now() });
  keys.add(key);
  response.writeHead(201, {
    'content-type': 'application/json',
    ...(isKnown && { 'idempotency-replayed': 'true' }),
  });
  return response.end('{}');
}

const server = createServer((request, response) => void serve(request, response));
// A browser must not meet a connection that the server has just given up.
server.keepAliveTimeout = 300_000;
server.listen(Number(port), '127.0.0.1', () => {
  process.stdout.write(`Ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
