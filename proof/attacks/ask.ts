import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface Question {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body. An object is sent as JSON. */
  readonly body?: string | object;
  /** The loopback address of the client. @default '127.0.0.1' */
  readonly from?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly tookMs: number;
}

const GIVE_UP_MS = 60_000;

/** Sends one request, on a connection of its own. Status 0 means that no answer came. */
export async function ask(
  port: number,
  { path, method = 'GET', headers = {}, body, from = '127.0.0.1' }: Question,
): Promise<Answer> {
  const start = performance.now();
  const tookMs = (): number => performance.now() - start;
  const outgoing = request({
    ...{ port, host: '127.0.0.1', localAddress: from, path, method, agent: false },
    signal: AbortSignal.timeout(GIVE_UP_MS),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  });
  try {
    outgoing.end(typeof body === 'object' ? JSON.stringify(body) : body);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, text, tookMs: tookMs() };
  } catch {
    return { status: 0, headers: {}, text: '', tookMs: tookMs() };
  }
}
