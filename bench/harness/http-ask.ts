import { type Agent, request } from 'node:http';

export interface HttpAsk {
  readonly agent: Agent;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Hears each piece of the answer, and when it came. */
  readonly onPiece?: (piece: string, at: number) => void;
}

export interface HttpAnswer {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
  /** From the request to the beginning of the answer, in milliseconds. */
  readonly beganMs: number;
  /** The time to the end of the answer. */
  readonly tookMs: number;
}

const TIME_OUT_MS = 30_000;

/** One request over HTTP. Never rejects. */
export function httpAsk(ask: HttpAsk): Promise<HttpAnswer> {
  const { agent, port, method, path, headers, body, onPiece } = ask;
  const asked = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, text: string, cookie = '', beganMs = Number.NaN): void =>
      resolve({ status, text, cookie, beganMs, tookMs: performance.now() - asked });
    const sent = request(
      {
        ...{ agent, port, method, path, host: '127.0.0.1', timeout: TIME_OUT_MS },
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      },
      (response) => {
        const beganMs = performance.now() - asked;
        const pieces: string[] = [];
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          pieces.push(piece);
          onPiece?.(piece, performance.now());
        });
        response.on('error', (error) => end(0, error.message));
        response.on('end', () => {
          const [cookie = ''] = response.headers['set-cookie'] ?? [];
          end(response.statusCode ?? 0, pieces.join(''), cookie.split(';')[0], beganMs);
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('time-out')));
    sent.on('error', (error) => end(0, error.message));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
