import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { isFailure } from '@holdfast/core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCredentials } from '../credentials/create-credentials.ts';
import { createHashing } from '../credentials/node-hashing.ts';
import { createFiles } from '../files/create-files.ts';
import { limitConnections } from '../node/node-limit-connections.ts';
import { stopOnSignals } from '../node/node-stop-signals.ts';
import { stoppableServer } from '../node/node-stoppable-server.ts';
import { postgresDialect } from '../postgres/postgres-dialect.ts';
import { createMeter } from '../quotas/meter.ts';
import { createRetention } from '../retention/create-retention.ts';
import { memoryRetentionStore } from '../retention/retention-store.ts';
import { streamRetention } from '../retention/stream-retention.ts';
import { checkWrites } from '../sql/check-writes.ts';
import { sqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import { clientAddress } from '../addresses/client-address.ts';
import { createAudit } from '../audit/create-audit.ts';
import { createConfiguration } from '../configuration/create-configuration.ts';
import { createHealth } from '../health/create-health.ts';
import { createRateLimiter } from '../limits/create-rate-limiter.ts';
import { memoryLimitStore } from '../limits/memory-limit-store.ts';
import { readBytes } from '../requests/read-bytes.ts';
import { readInput } from '../requests/read-input.ts';
import { readJson } from '../requests/read-json.ts';
import { requestContext } from '../requests/request-context.ts';
import { requireSameOrigin } from '../requests/require-same-origin.ts';
import { requireSubject } from '../requests/require-subject.ts';
import { createShutdown } from '../shutdown/create-shutdown.ts';
import { sqlLimitStore } from '../sql/sql-limit-store.ts';
import { sqlStore } from '../sql/sql-store.ts';
import { createRollups } from '../monitoring/create-rollups.ts';
import { memoryRollupStore } from '../monitoring/memory-rollup-store.ts';
import { withRollups } from '../monitoring/with-rollups.ts';
import { transact } from '../sql/transact.ts';
import { createStreamServer } from '../streams/create-stream-server.ts';
import { memoryStreamLog } from '../streams/memory-stream-log.ts';
import { createIntake } from '../telemetry/create-intake.ts';
import { createThreatGuard } from '../threats/create-threat-guard.ts';
import { memoryThreatStore } from '../threats/memory-threat-store.ts';

const wrong = (value?: unknown): never => value as never;
const request = (): Request => new Request('http://test/', { method: 'POST' });
const store = memoryLimitStore();
const limit = { name: 'user', limit: 1, windowMs: 1000 };
const guard = createThreatGuard({ store: memoryThreatStore() });
const credentials = createCredentials({ guard, hashing: { run: wrong, close: wrong } });
const streams = createStreamServer({ log: memoryStreamLog() });
const stopping = { retire: () => {}, close: async () => ({ cut: 0 }) };
const schema = { '~standard': { version: 1, vendor: 'test', validate: () => ({ value: {} }) } };
/** The arguments of a handler of Hono, and of Node. */
const CONTEXT = { req: { raw: request() }, header: () => {} };
const INCOMING = { headers: { host: 'a' }, url: '/', method: 'POST' };

async function remedyOf(doing: () => unknown): Promise<string> {
  try {
    await doing();
  } catch (error) {
    if (isFailure(error, 'DEFECT')) return error.details.remedy ?? '';
    throw error;
  }
  return 'No mistake.';
}

describe('a function that is called wrongly says so in one sentence', () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      'a limit of 0',
      () => createRateLimiter({ store, limit: { ...limit, limit: 0 } }),
      /lets 0 requests pass/,
    ],
    [
      'a limit of NaN',
      () => createRateLimiter({ store, limit: { ...limit, limit: Number.NaN } }),
      /lets NaN/,
    ],
    [
      'half a request',
      () => createRateLimiter({ store, limit: { ...limit, limit: 0.5 } }),
      /whole number/,
    ],
    [
      'a window of NaN',
      () => createRateLimiter({ store, limit: { ...limit, windowMs: Number.NaN } }),
      /window.*NaN ms/,
    ],
    [
      'a window without end',
      () => createRateLimiter({ store, limit: { ...limit, windowMs: Infinity } }),
      /Infinity ms/,
    ],
    ['no limit', () => createRateLimiter({ store, limit: wrong() }), /an object such as/],
    [
      'a limit that turns 0 later',
      () => createRateLimiter({ store, limit: () => ({ ...limit, limit: 0 }) })('a'),
      /lets 0/,
    ],
    ['no store of limits', () => createRateLimiter({ store: wrong(), limit }), /memoryLimitStore/],
    [
      'no key of a limit',
      () => createRateLimiter({ store, limit })(wrong()),
      /`key` a text, not nothing/,
    ],
    [
      'a database for a store of streams',
      () => createStreamServer({ log: wrong({}) }),
      /memoryStreamLog/,
    ],
    [
      'a lease of NaN',
      () => createStreamServer({ log: memoryStreamLog(), leaseMs: Number.NaN }),
      /`leaseMs` a number from 1/,
    ],
    [
      'no generator',
      () => streams.start(request(), { owner: 'ann', generate: wrong() }),
      /`generate` a function/,
    ],
    [
      'a stream without an owner',
      () => streams.start(request(), { owner: wrong(), generate: wrong() }),
      /`owner` a text.*the owner of a stream/,
    ],
    [
      'reading a stream without an owner',
      () => streams.resume(new Request('http://test/'), { owner: wrong(), id: 'a' }),
      /`owner` a text/,
    ],
    ['cancelling no stream', () => streams.cancel({ owner: 'ann', id: wrong() }), /`id` a text/],
    [
      'a context for a request of a stream',
      () => streams.start(wrong(CONTEXT), { owner: 'a', generate: wrong() }),
      /c\.req\.raw/,
    ],
    ['a context for a body', () => readBytes(wrong(CONTEXT)), /c\.req\.raw/],
    ['a context for JSON', () => readJson(wrong(CONTEXT), schema as never), /c\.req\.raw/],
    [
      'a request of Node for input',
      () => readInput(wrong(INCOMING), { body: schema as never }),
      /adapter on node:http/,
    ],
    ['a schema at no place', () => readInput(request(), schema as never), /name the place/],
    ['a context for an origin', () => requireSameOrigin(wrong(CONTEXT)), /c\.req\.raw/],
    [
      'a server of TLS whose connections shall be limited',
      () => limitConnections(wrong(createTlsServer())),
      /let a proxy in front end both/,
    ],
    [
      'a server of HTTP/2 whose connections shall be limited',
      () => limitConnections(wrong(createHttp2Server())),
      /let a proxy in front end both/,
    ],
    [
      'a server whose connections are limited already',
      () => {
        const server = createServer();
        limitConnections(server);
        limitConnections(server);
      },
      /once for a server/,
    ],
    [
      'a server of HTTP/2 that shall stop',
      () => stoppableServer(wrong(createHttp2Server())),
      /not a server of HTTP\/2/,
    ],
    [
      'a stop that begins with the end of the database',
      () => createShutdown({ server: stopping, finally: [wrong(Promise.resolve())] }),
      /not a promise.*step 1/,
    ],
    [
      'a step without work',
      () => createShutdown({ server: stopping, finally: [() => {}, wrong({ name: 'database' })] }),
      /step 2 has no function/,
    ],
    [
      'one last step in place of a list',
      () => createShutdown({ server: stopping, finally: wrong(() => {}) }),
      /a list of steps/,
    ],
    [
      'a step without an end',
      () =>
        createShutdown({
          server: stopping,
          finally: [{ name: 'a', work: () => {}, deadlineMs: Infinity }],
        }),
      /`deadlineMs` a number of milliseconds/,
    ],
    [
      'a stop without an end',
      () => createShutdown({ server: stopping, announceMs: Infinity }),
      /`announceMs` a number of milliseconds/,
    ],
    [
      'a check for health that shall drain',
      () => createShutdown({ server: stopping, health: wrong({}) }),
      /createHealth/,
    ],
    ['signals for a server', () => stopOnSignals(wrong(stopping)), /createShutdown/],
    ['no subject', () => requireSubject(request(), wrong()), /the user of the session/],
    ['a context for ids', () => requestContext(wrong(CONTEXT)), /c\.req\.raw/],
    ['a context for an address', () => clientAddress()(wrong(CONTEXT), '::1'), /c\.req\.raw/],
    ['no store of telemetry', () => createIntake({ store: wrong() }), /memoryTelemetryStore/],
    ['no store of counts', () => createRollups({ store: wrong() }), /memoryRollupStore/],
    [
      'a flush that is no time',
      () => createRollups({ store: memoryRollupStore(), flushMs: wrong('5s') }),
      /`flushMs` a number/,
    ],
    ['no store to count', () => withRollups(wrong({}), wrong()), /memoryTelemetryStore/],
    ['no store of the audit', () => createAudit({ store: wrong({}) }), /memoryAuditStore/],
    ['no store of threats', () => createThreatGuard({ store: wrong() }), /memoryThreatStore/],
    [
      'answers that are never old',
      () => createThreatGuard({ store: memoryThreatStore(), freshMs: wrong('1s') }),
      /`freshMs` a number/,
    ],
    [
      'a check that is a promise',
      () => createHealth({ checks: { database: wrong(Promise.resolve()) } }),
      /`database` a function, not an object/,
    ],
    [
      'the server of Node',
      () => createShutdown({ server: wrong({ close: () => {} }) }),
      /stoppableServer/,
    ],
    [
      'a stop that waits for NaN',
      () =>
        createShutdown({
          server: { retire() {}, close: async () => ({ cut: 0 }) },
          graceMs: Number.NaN,
        }),
      /`graceMs` a number/,
    ],
    [
      'an environment in place of a function',
      () => createConfiguration({ schema: schema as never, read: wrong({}), reloadable: [] }),
      /`read` a function/,
    ],
    ['no database of keys', () => sqlStore(wrong()), /a Kysely/],
    ['no database of limits', () => sqlLimitStore(wrong({})), /a Kysely/],
    [
      'no guard of secrets',
      () => createCredentials({ guard: wrong({}), hashing: wrong({}) }),
      /createThreatGuard/,
    ],
    [
      'no place for hashes',
      () => createCredentials({ guard, hashing: wrong({}) }),
      /createHashing/,
    ],
    [
      'a secret that is missing in the body',
      () => credentials.check(request(), { name: 'mara', secret: wrong(), account: undefined }),
      /`secret` the text that was typed, not nothing/,
    ],
    [
      'a sign-up without a secret',
      () =>
        credentials.register(request(), {
          name: 'mara',
          secret: wrong(),
          isTaken: async () => false,
        }),
      /`secret` the text/,
    ],
    [
      'no threads for hashes',
      () => createHashing({ workers: 0 }),
      /`workers` a whole number above 0/,
    ],
    [
      'no store of retention',
      () => createRetention({ store: wrong(), tasks: [] }),
      /memoryRetentionStore/,
    ],
    [
      'steps of no rows, which would not end',
      () => createRetention({ store: memoryRetentionStore(), tasks: [], batch: 0 }),
      /`batch` a whole number above 0/,
    ],
    [
      'keeping for NaN',
      () =>
        createRetention({
          store: memoryRetentionStore(),
          tasks: [{ name: 'keys', spanMs: Number.NaN, prune: async () => 0 }],
        }),
      /The task keys.*`spanMs`/,
    ],
    [
      'keeping streams for NaN',
      () => streamRetention(memoryStreamLog(), { eventsMs: Number.NaN, streamsMs: 1 }),
      /`eventsMs`/,
    ],
    ['a quota of no keys', () => createMeter({ maxKeys: 0 }), /`maxKeys`/],
    ['no folder of files', () => createFiles(wrong()), /`folder` a text/],
    ['limits on an app', () => limitConnections(wrong({ fetch: () => {} })), /not the app/],
    [
      'a limit of connections of NaN',
      () => limitConnections(createServer(), { maxConnections: Number.NaN }),
      /`maxConnections`/,
    ],
    ['a stop of an app', () => stoppableServer(wrong({ fetch: () => {} })), /not the app/],
    ['no file of a database', () => sqliteDialect(wrong()), /`:memory:`/],
    ['an address for a pool', () => postgresDialect(wrong('postgres://a/b')), /`pool` a `Pool`/],
    ['a check of no database', () => checkWrites(wrong()), /a Kysely/],
    [
      'no database of a transaction',
      () => transact(wrong(), async () => 1),
      /a Kysely or one of its transactions/,
    ],
  ])('%s', async (_, doing, sentence) => {
    const remedy = await remedyOf(doing);
    expect(remedy).toMatch(sentence);
    expect(remedy).toMatch(/^[^\n]+\.$/);
  });
});

it('accepts an asynchronous schema of a configuration', async () => {
  const later = {
    '~standard': { ...schema['~standard'], validate: async () => ({ value: { PORT: 1 } }) },
  };
  const configuration = await createConfiguration<{ PORT: number }>({
    ...{ schema: later as never, read: () => ({}), reloadable: [] },
  });
  expect(configuration.getSnapshot()).toEqual({ PORT: 1 });
});

it.each([
  '*',
  'https://app.example/',
  'https://App.example',
  'https://app.example:443',
  'app.example',
])('says once in the console that no browser sends the origin %s', async (origin) => {
  vi.resetModules();
  const said = vi.spyOn(console, 'warn').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  const { createCors } = await import('../cors/create-cors.ts');
  createCors({ allowedOrigins: ['http://127.0.0.1:8080', 'capacitor://localhost'] });
  expect(said).not.toHaveBeenCalled();
  createCors({ allowedOrigins: [origin] });
  createCors({ allowedOrigins: [origin] });
  expect(said.mock.calls).toEqual([[expect.stringMatching(/allows nothing/)]]);
});
