import { Writable } from 'node:stream';
import { Failure, type StandardSchema } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createRateLimiter, memoryLimitStore } from '@holdfast/server';
import {
  answerNotFound,
  answerProblem,
  cors,
  rateLimit,
  requestScope,
  validated,
} from '@holdfast/server/hono';
import { createPinoLog } from '@holdfast/server/pino';
import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const ROUNDS = 500;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
const WORDS = ['lighthouse', 'melancholic', 'whispered', 'forbidden', 'orchard', 'grandmother'];

/** Secrets of every sort, each with a mark by which any piece of it is found again. */
function secretsOf(random: () => number) {
  const pick = (from: ArrayLike<string>): string => from[Math.floor(random() * from.length)] ?? '';
  const mark = (length: number): string =>
    Array.from({ length }, () => pick(BASE64.slice(0, 62))).join('');
  const token = `${mark(24)}.${mark(24)}`;
  const name = `${pick(WORDS)}${mark(6)}`;
  const prompt = `The ${pick(WORDS)} ${name} of the ${pick(WORDS)}`;
  return {
    token,
    cookie: `session=${mark(43)}`,
    email: `${name}@${mark(8)}.example`,
    prompt,
    sql: `select password from accounts where name = '${name}'`,
    marks: [...token.split('.'), name],
  };
}

type Secrets = ReturnType<typeof secretsOf>;

class DriverError extends Error {
  readonly detail: string;
  readonly query: string;
  readonly parameters: readonly string[];
  constructor({ sql, email, token }: Secrets) {
    super(`near "${sql}": syntax error`);
    this.detail = `Key (email)=(${email}) already exists.`;
    this.query = sql;
    this.parameters = [token, email];
  }
}

const thrown: readonly ((secrets: Secrets) => unknown)[] = [
  ({ token }) => new Error(`Authorization: Bearer ${token}`),
  ({ prompt }) => new TypeError(`${prompt}\n    at ${prompt} (/home/x.ts:1:1)`),
  (secrets) => new DriverError(secrets),
  (secrets) => new Error('wrapped', { cause: new DriverError(secrets) }),
  ({ email, token }) => new AggregateError([new Error(email), token], email),
  ({ prompt }) => prompt,
  ({ token, cookie }) => ({ message: token, headers: { cookie }, stack: `at ${token}` }),
  ({ cookie }) => new HTTPException(400, { message: cookie }),
  (secrets) => new Failure(catalogue.DATABASE_FAILED, { cause: new DriverError(secrets) }),
  ({ prompt, token }) =>
    new Failure(catalogue.NOT_FOUND, { details: { prompt, token }, cause: new Error(prompt) }),
  ({ token }) => Object.assign(new Error(token), { name: token, status: 403, code: token }),
];

// Quotes its input, as some validators do.
const Echoing: StandardSchema = {
  '~standard': {
    version: 1,
    vendor: 'echo',
    validate: (value) => ({
      issues: [{ message: `Expected less than ${JSON.stringify(value)}`, path: ['text'] }],
    }),
  },
};

function setUp(platform: ReturnType<typeof createVirtualPlatform>) {
  let log = '';
  const destination = new Writable({
    write(bytes, _, done) {
      log += String(bytes);
      done();
    },
  });
  const { request, event } = createPinoLog({ destination });
  const limiter = createRateLimiter({
    store: memoryLimitStore({ platform }),
    limit: { name: 'token', limit: 3, windowMs: 1000 },
  });
  const app = new Hono();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestScope({ log: request, platform }));
  app.use(cors({ allowedOrigins: [] }));
  app.use(rateLimit({ limiter, by: (c) => c.req.header('authorization') }));
  app.post(
    '/echo/:name',
    validated({ body: Echoing, params: Echoing }, (_, c) => c.text('never')),
  );
  return { app, event, log: () => log };
}

it(`lets nothing private into an answer or a log, however it fails (${ROUNDS} seeds)`, async () => {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const platform = createVirtualPlatform({ seed });
    const secrets = secretsOf(platform.random);
    const { token, cookie, email, prompt, marks } = secrets;
    const { app, event, log } = setUp(platform);
    const failing = thrown[seed % thrown.length] ?? (() => undefined);
    app.get('/fail/:name', () => {
      // oxlint-disable-next-line typescript/only-throw-error -- a library may throw any value
      throw failing(secrets);
    });
    const headers = {
      authorization: `Bearer ${token}`,
      cookie,
      'user-agent': email,
      'x-request-id': token.replace('.', ''),
      'holdfast-incident': token,
      'content-type': 'application/json',
    };
    const at = encodeURIComponent(email);
    const asked: readonly [string, RequestInit][] = [
      [`/fail/${at}?token=${token}`, { headers }],
      [`/nowhere/${at}?q=${encodeURIComponent(prompt)}`, { headers }],
      [
        `/echo/${at}`,
        { method: 'POST', headers, body: JSON.stringify({ text: prompt, deep: [email, token] }) },
      ],
      // By now the limit is reached.
      [`/fail/${at}`, { headers }],
    ];
    let told = '';
    for (const [path, init] of asked) {
      // oxlint-disable-next-line no-await-in-loop -- the last one must be the last
      const answer = await app.request(path, init);
      // oxlint-disable-next-line no-await-in-loop
      told += JSON.stringify([...answer.headers]) + (await answer.text());
    }
    event('error', 'failed', {
      fields: { token, cookie, email, prompt, list: [token, prompt] },
      thrown: failing(secrets),
    });

    const everything = told + log();
    expect({ seed, leaked: marks.filter((mark) => everything.includes(mark)) }).toEqual({
      seed,
      leaked: [],
    });
    expect({ seed, stack: /\bat |\.ts:\d|select /.exec(told)?.[0] }).toEqual({ seed });
  }
});
