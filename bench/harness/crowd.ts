import { Agent, request, type RequestOptions } from 'node:http';

/** The next request of one client. */
export interface Ask extends Pick<RequestOptions, 'method' | 'path' | 'headers'> {
  readonly body?: string;
  /** Called after a good answer. */
  readonly onAnswer?: () => void;
}

export interface CrowdOptions {
  readonly port: number;
  readonly clients: number;
  readonly forMs: number;
  readonly ask: (client: number) => Ask;
}

export interface CrowdResult {
  /** How long each answer took, in milliseconds, shortest first. */
  readonly waits: readonly number[];
  readonly perSecond: number;
  readonly timeOuts: number;
}

const TIME_OUT_MS = 10_000;

/** Lets clients ask a server on loopback. Each asks again as soon as it has its answer. */
export async function crowd({ port, clients, forMs, ask }: CrowdOptions): Promise<CrowdResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const waits: number[] = [];
  let timeOuts = 0;
  const start = performance.now();
  const client = async (_: unknown, index: number): Promise<void> => {
    while (performance.now() - start < forMs) {
      const asked = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- a client asks for one thing at a time
      const answered = await answerTo({ agent, port, ...ask(index) });
      if (answered) waits.push(performance.now() - asked);
      else timeOuts += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const passedMs = performance.now() - start;
  agent.destroy();
  return {
    waits: waits.toSorted((left, right) => left - right),
    perSecond: (waits.length / passedMs) * 1000,
    timeOuts,
  };
}

/** Whether an answer came in time. Rejects when it was not a good one. */
function answerTo({ body, onAnswer, ...options }: Ask & RequestOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', timeout: TIME_OUT_MS, ...options }, (response) => {
      const { statusCode = 0 } = response;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (statusCode >= 300) {
          reject(new Error(`${options.path} was answered ${statusCode} ${text}`));
          return;
        }
        onAnswer?.();
        resolve(true);
      });
    });
    sent.on('timeout', () => {
      resolve(false);
      sent.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The value at this quantile of the sorted values. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
