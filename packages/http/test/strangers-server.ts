// A server without a line of Holdfast, as a developer writes it after reading only docs/contract.md.
import type { IncomingMessage, ServerResponse } from 'node:http';

interface Said {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const PASSING = [401, 408, 425, 429];
const isKept = (status: number): boolean => status < 500 && !PASSING.includes(status);

// What the page asks a server to tell of a code that its status does not tell.
const ROWS: Readonly<Record<string, object>> = {
  IDEMPOTENCY_KEY_MISSING: { number: 1110, family: 'validation', retry: 'never', effect: 'none' },
  IDEMPOTENCY_KEY_REUSED: { number: 1112, family: 'validation', retry: 'never', effect: 'none' },
  IDEMPOTENCY_IN_PROGRESS: {
    ...{ number: 1113, family: 'transaction' },
    ...{ severity: 'info', retry: 'later', effect: 'unknown' },
  },
  SUBJECT_MISMATCH: { number: 1203, family: 'user', retry: 'never', effect: 'none' },
};

export const problem = (status: number, code: string, more: object = {}): Said => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { title: code, status, code, ...ROWS[code], ...more },
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Notes of one user, `mara`, and a story that is told in events. `lose` cuts the next answer off. */
export function strangersServer() {
  const notes = new Map<string, string>();
  const kept = new Map<string, { readonly print: string; readonly said: Said }>();
  const running = new Set<string>();
  const told: object[] = [];
  let generated = 0;
  let refusedAsRunning = 0;
  let isEndless = false;
  let reading: ServerResponse | undefined;
  let loses = 0;
  let refuses: Said[] = [];
  let hold: Promise<void> | undefined;

  function addNote(text: string): Said {
    const given = JSON.parse(text) as { id: string; text: string };
    if (given.text === '') {
      const errors = [{ pointer: '#/text', detail: 'Must not be empty.' }];
      return problem(422, 'REQUEST_INVALID', { errors });
    }
    notes.set(`${given.id}#${notes.size}`, given.text);
    return { status: 201, headers: { 'holdfast-cost': '700' }, body: { notes: notes.size } };
  }

  async function write(request: IncomingMessage): Promise<Said> {
    const key = /^"(.+)"$/.exec(String(request.headers['idempotency-key']))?.[1];
    if (key === undefined) return problem(400, 'IDEMPOTENCY_KEY_MISSING');
    const text = await bodyOf(request);
    const print = `${request.method} ${request.url} ${text}`;
    const before = kept.get(key);
    if (before && before.print !== print) return problem(422, 'IDEMPOTENCY_KEY_REUSED');
    if (before) {
      const { said } = before;
      return { ...said, headers: { ...said.headers, 'idempotency-replayed': 'true' } };
    }
    if (running.has(key)) {
      refusedAsRunning += 1;
      return problem(409, 'IDEMPOTENCY_IN_PROGRESS', { retryAfterMs: 1 });
    }
    running.add(key);
    await hold;
    const said = refuses.shift() ?? addNote(text);
    running.delete(key);
    if (isKept(said.status)) kept.set(key, { print, said });
    return said;
  }

  function tell(response: ServerResponse, after: number): void {
    const location = '/stories/s1';
    response.writeHead(200, { 'content-type': 'application/x-ndjson', location });
    const lines = told.slice(after).map((event) => `${JSON.stringify(event)}\n`);
    if (loses > 0) {
      loses -= 1;
      // Half of a line is on its way when the connection goes.
      response.write(`${lines[0]}\n${lines[1]?.slice(0, 9)}`, () => response.destroy());
    } else if (isEndless) {
      reading = response;
      response.write(lines.slice(0, 2).join('\n'));
    } else response.end(lines.join('\n'));
  }

  async function story(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    if (request.method === 'DELETE') {
      const end = { seq: 3, type: 'interrupted', offset: 7, reason: 'cancelled' };
      reading?.end(`${JSON.stringify(end)}\n`);
      response.writeHead(204).end();
    } else if (request.method === 'POST') {
      if (told.length === 0) {
        generated += 1;
        told.push(
          { seq: 1, type: 'start', id: 's1' },
          { seq: 2, type: 'delta', offset: 0, text: 'Žofie ' },
          { seq: 3, type: 'usage', micros: 900 },
          { seq: 4, type: 'delta', offset: 7, text: 'ran.' },
          { seq: 5, type: 'done', offset: 11 },
        );
      }
      tell(response, 0);
    } else {
      const after = Number(new URL(String(request.url), 'http://x').searchParams.get('after'));
      if (after >= told.length) response.writeHead(204).end();
      else tell(response, after);
    }
  }

  async function answer(request: IncomingMessage): Promise<Said> {
    const meant = request.headers['holdfast-subject'];
    if (meant !== undefined && decodeURIComponent(String(meant)) !== 'mara') {
      request.resume();
      return problem(412, 'SUBJECT_MISMATCH');
    }
    if (request.method === 'POST') return write(request);
    return { status: 404 };
  }

  return {
    notes: () => [...notes.values()],
    generated: () => generated,
    refusedAsRunning: () => refusedAsRunning,
    /** The story stops in the middle and its connection stays. */
    keepTelling: () => (isEndless = true),
    /** The answers to so many requests are lost after their effect. */
    lose: (count: number) => (loses = count),
    /** What the next pieces of work answer, in place of doing it. */
    refuse: (...said: Said[]) => (refuses = said),
    /** Work waits for this before it is done. */
    holdUntil(done: Promise<void>) {
      hold = done;
    },
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      if (request.url?.startsWith('/stories')) return story(request, response);
      const { status, headers, body } = await answer(request);
      if (loses > 0) {
        loses -= 1;
        response.destroy();
        return;
      }
      const type = { 'content-type': 'application/json', ...headers };
      response.writeHead(status, type).end(body === undefined ? '' : JSON.stringify(body));
    },
  };
}
