import {
  createAudit,
  createIdempotency,
  createIntake,
  createRateLimiter,
  createStreamServer,
  memoryAuditStore,
  memoryStore,
  memoryStreamLog,
  type RequestLimit,
  type ServerLog,
  verifyAudit,
} from '@holdfast/server';
import {
  type AuditEntry,
  type AuditRecord,
  type AuditStore,
  toEventLine,
  type EventLine,
  type HeldKey,
  type Holding,
  type IdempotencyStore,
  memoryTelemetryStore,
  type RateLimitDecision,
  type RateLimitStore,
  type RequestLog,
  type ScopedKey,
  type StoredEvent,
  type StreamLog,
  takePlace,
  type TelemetryStore,
} from '@holdfast/server/parts';
import { expect, it } from 'vitest';

const post = (key: string, body = '{}'): Request =>
  new Request('http://notes.test/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${key}"` },
  });

const created = async (): Promise<Response> => new Response(null, { status: 201 });

it('counts requests in a store of the app', async () => {
  const windows = new Map<string, readonly number[]>();
  const store: RateLimitStore = {
    async take(key: string, limit: RequestLimit): Promise<RateLimitDecision> {
      const { taken, decision } = takePlace(windows.get(key) ?? [], 5, limit);
      windows.set(key, taken);
      return decision;
    },
    prune: async () => 0,
  };
  const limiter = createRateLimiter({ store, limit: { name: 'user', limit: 2, windowMs: 1000 } });
  await limiter('ann');
  await limiter('ann');
  expect((await limiter('ann')).failure?.code).toBe('RATE_LIMITED');
  expect((await limiter('mara')).failure).toBeUndefined();
});

it('keeps keys, streams, reports and the audit in stores that wrap others', async () => {
  const calls: string[] = [];
  const keys = <TTransaction>(
    inner: IdempotencyStore<TTransaction>,
  ): IdempotencyStore<TTransaction> => ({
    ...inner,
    withKey<T>(key: ScopedKey, work: (held: HeldKey<TTransaction>) => Promise<T>) {
      calls.push(`key ${key.scope}`);
      return inner.withKey(key, work) satisfies Promise<Holding<T>>;
    },
  });
  const inner = memoryStreamLog();
  const streams: StreamLog = {
    ...inner,
    async open(stream) {
      calls.push(`stream ${stream.owner}`);
      return inner.open(stream);
    },
  };
  const reports = memoryTelemetryStore();
  const telemetry: TelemetryStore = {
    ...reports,
    async add(events: readonly StoredEvent[]) {
      calls.push(`reports ${events.length}`);
      return reports.add(events);
    },
  };
  const entries = memoryAuditStore();
  const audited: AuditStore = {
    ...entries,
    async append(record: AuditRecord): Promise<AuditEntry> {
      calls.push(`audit ${record.kind}`);
      return entries.append(record);
    },
  };

  await createIdempotency({ store: keys(memoryStore()) })(post('k1'), {
    owner: 'ann',
    work: created,
  });
  const server = createStreamServer({ log: streams });
  const story = await server.start(post('k2'), {
    owner: 'ann',
    async *generate() {
      yield { type: 'delta', text: 'Once' };
    },
  });
  expect(await story.text()).toContain('Once');
  await createIntake({ store: telemetry })(post('k3', '{"events":[]}'));
  await createAudit({ store: audited })({ kind: 'sign-in', subject: 'ann' });
  expect(calls).toEqual(['key ann', 'stream ann', 'reports 0', 'audit sign-in']);
  expect(await verifyAudit(audited)).toMatchObject({ intact: true, head: { seq: 1 } });
});

it('writes lines of a log of the app without private text', () => {
  const lines: (RequestLog | EventLine)[] = [];
  const log: ServerLog = {
    request: (line) => void lines.push(line),
    event: (_, name, about) => void lines.push(toEventLine(name, about)),
  };
  log.event('warn', 'upkeep.failed', { fields: { task: 'keys', text: 'Dear Ann, I wrote' } });
  expect(lines).toEqual([{ event: 'upkeep.failed', task: 'keys' }]);
});
