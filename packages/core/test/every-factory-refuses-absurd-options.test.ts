import { absurdOptions, createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import {
  createCell,
  createHoldfast,
  defineRead,
  defineStream,
  defineWrite,
  fetchTransport,
  inBrowser,
  isFailure,
} from '@holdfast/core';
import * as core from '@holdfast/core';
import * as budgets from '@holdfast/core/budget';
import * as healths from '@holdfast/core/health';
import { createConnectivity, createProbe } from '@holdfast/core/parts';
import * as policies from '@holdfast/core/policies';
import * as telemetry from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';

// Each option with a sensible value, `undefined` for one that takes any value. The types ask for every option, so that a
// new one cannot be forgotten here.
type Every<TOptions> = { readonly [TName in keyof TOptions]-?: TOptions[TName] | undefined };

const platform = createVirtualPlatform();
const connectivity = createConnectivity();
const observable = createCell(true);
const store = budgets.createMemoryLedgerStore<never>();
const buffer = telemetry.memoryBeaconBuffer();
const channel = memoryTabs().open().channel;
const sink = (): void => {};
const send = async (): Promise<boolean> => true;
const transport = fetchTransport();
const request = (): { path: string } => ({ path: 'a' });
const any = undefined;

/** A factory with a sensible value for each of its options. */
interface Row {
  readonly every: object;
  readonly make: (options: never) => unknown;
}
function row<TOptions>(make: (options: TOptions) => unknown, every: Every<TOptions>): Row {
  return { make, every };
}

const budget = policies.createRetryBudget();
const trip = policies.consecutiveFailures(5);
const order = policies.byPriority;
const limiter = policies.tokenBucket({ perSecond: 5 });

const rows: Readonly<Record<string, Row>> = {
  createHoldfast: row(createHoldfast, {
    ...{ transport, baseUrl: '/', identity: createCell(null), liveWithinMs: 5, platform },
    ...{ outbox: {} as never, cache: {} as never, tabs: {} as never, drafts: {} as never },
    ...{
      budget: {} as never,
      streams: {} as never,
      connectivity: {} as never,
      beaconBuffer: {} as never,
    },
    ...{ unsavedWork: {} as never, incidents: { sink: any } as never, circuits: {} },
    ...{ sinks: [], policies: () => ({}), reads: any, writes: any, toFailure: sink as never },
  }),
  inBrowser: row(inBrowser, { health: 'healthz' }),
  fetchTransport: row(fetchTransport, { fetch, maxAnswerBytes: 5, readIssues: () => [] }),
  defineRead: row((options: Parameters<typeof defineRead>[1]) => defineRead('a', options), {
    ...{ request, input: any, output: any, accept: any, staleIfErrorMs: 5 },
    ...{ fallback: sink, cost: () => 1 },
  }),
  defineWrite: row((options: Parameters<typeof defineWrite>[1]) => defineWrite('a', options), {
    ...{ request, input: any, output: any, offline: 'queue', lane: () => 'a' },
    ...{ invalidates: [], honoursKey: true, version: 1, undoMs: 5, maxAgeMs: 5, migrate: {} },
    ...{ after: () => [], temporaryId: () => 'a', idPointer: '/id', coalesce: any, accept: any },
    ...{ coalesceKey: () => 'a', cost: () => 1, goneIsDone: true },
  }),
  defineStream: row((options: Parameters<typeof defineStream>[1]) => defineStream('a', options), {
    ...{ request, input: any, event: any, cost: () => 1 },
  }),
  createFailover: row(healths.createFailover, {
    ...{ urls: ['a', 'b'], sinks: [sink], platform, localFaultMs: 5 },
    ...{ consecutiveFailures: 5, baseMs: 5, maxMs: 5 },
  }),
  createProbe: row(createProbe, {
    ...{ connectivity, ask: async () => true, timeoutMs: 5, firstMs: 5, maxMs: 5, steadyMs: 5 },
    ...{ visible: observable, sink, platform },
  }),
  createConnectivity: row(createConnectivity, { freshMs: 5, platform }),
  createBeacon: row(telemetry.createBeacon, {
    ...{ send, sendWithinMs: 5, release: '1', buffer, batchMs: 5, maxBytes: 5, maxWaiting: 5 },
    ...{ maxPauseMs: 5, platform },
  }),
  createIncidents: row(telemetry.createIncidents, { sinks: [sink], stormMs: 5, quietMs: 5 }),
  createMetrics: row(telemetry.createMetrics, {
    ...{
      refreshMs: 5,
      memoryBytes: () => 1,
      outbox: { entries: createCell([]) },
      platform,
    },
  }),
  createSuccessCounts: row(telemetry.createSuccessCounts, {
    ...{ sink, everyMs: 5, maxRows: 5, platform },
  }),
  consoleSink: row(
    (options: Parameters<typeof telemetry.consoleSink>[1] & {}) =>
      telemetry.consoleSink(console, options),
    {
      from: 'info',
    },
  ),
  sentrySink: row(
    (options: Parameters<typeof telemetry.sentrySink>[1] & {}) =>
      telemetry.sentrySink({} as never, options),
    { report: [] },
  ),
  openTelemetryLogSink: row(
    (options: Parameters<typeof telemetry.openTelemetryLogSink>[1] & {}) =>
      telemetry.openTelemetryLogSink({ emit() {} }, options),
    { from: 'info' },
  ),
  createBudget: row(budgets.createBudget, {
    ...{ owner: 'a', limitMicros: 5, store, reservationMs: 5, thresholds: [0.5], channel },
    ...{ sinks: [sink], platform },
  }),
  createPolicyRegistry: row(policies.createPolicyRegistry, { channel, sinks: [sink], platform }),
  timeout: row(policies.timeout, { ms: 5 }),
  deadline: row(policies.deadline, { totalMs: 5 }),
  retry: row(policies.retry, {
    ...{ maxAttempts: 3, backoff: policies.fixedBackoff(5), maxHintMs: 5, budget },
  }),
  hedge: row(policies.hedge, { afterMs: 5, maxAttempts: 2, budget }),
  createRetryBudget: row(policies.createRetryBudget, {
    ...{ ratio: 0.5, minPerSecond: 1.5, windowSeconds: 5 },
  }),
  exponentialBackoff: row(policies.exponentialBackoff, {
    ...{ firstMs: 5, maxMs: 5, jitter: policies.noJitter },
  }),
  createCircuitBreaker: row(policies.createCircuitBreaker, {
    ...{ trip, openMs: 5, maxOpenMs: 5, probes: 1, probeLeaseMs: 5 },
  }),
  countWindow: row(policies.countWindow, { calls: 5, minimumCalls: 5, failureRate: 0.5 }),
  timeWindow: row(policies.timeWindow, { windowMs: 5, minimumCalls: 5, failureRate: 0.5 }),
  slowCalls: row(policies.slowCalls, { slowMs: 5, slowRate: 0.5, calls: 5, minimumCalls: 5 }),
  createBulkhead: row(policies.createBulkhead, { max: 5, maxQueued: 5, maxWaitMs: 5, order }),
  createRateLimit: row(policies.createRateLimit, { limiter, maxWaitMs: 5 }),
  tokenBucket: row(policies.tokenBucket, { perSecond: 2.5, burst: 2.5 }),
  slidingWindow: row(policies.slidingWindow, { max: 5, perMs: 5 }),
  fallback: row(
    (options: Parameters<typeof policies.fallback>[1] & {}) =>
      policies.fallback([policies.substitute(1)], options),
    { when: () => true },
  ),
  createStaleIfError: row(policies.createStaleIfError, {
    ...{ maxAgeMs: 5, keyOf: () => 'a', maxEntries: 5 },
  }),
};

const refused = (error: unknown): boolean =>
  isFailure(error, 'DEFECT') || isFailure(error, 'PIPELINE_INVALID');

/** Whether the factory throws a failure that names the mistake. */
function isRefused(make: Row['make'], options: object): boolean {
  try {
    make(options as never);
    return false;
  } catch (error) {
    return refused(error);
  }
}

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  (_, { make, every }) => {
    expect(() => make(every as never)).not.toThrow();
    const taken = absurdOptions(every).filter(
      ([option, value]) => !isRefused(make, { ...every, [option]: value }),
    );
    expect(taken).toEqual([]);
  },
);

it.each([
  ['an empty list', () => healths.createFailover({ urls: [] })],
  ['the same name twice', () => healths.createFailover({ urls: ['a', 'b', 'a'] })],
  ['a rate above 1', () => policies.countWindow({ failureRate: 1.5 })],
  ['a share above 1', () => policies.createRetryBudget({ ratio: 1.5 })],
  ['a word that is none of the words', () => defineWrite('a', { request, offline: 'no' as never })],
  ['an empty name', () => defineRead('', { request })],
  ['no options at all', () => telemetry.createBeacon(null as never)],
])('refuses %s', (_, make) => {
  expect(make).toThrow(expect.toSatisfy(refused));
});

// Factories that take no options, or that check each call by other means.
const WITHOUT_OPTIONS =
  'createProgress createCell createMemoryLedgerStore defineFailures withRateLimitHints';

it('knows every factory of the package', () => {
  const exported = [core, telemetry, budgets, healths, policies].flatMap((entry) =>
    Object.keys(entry).filter((name) => /^(create|define|with)[A-Z]|Sink$|Window$/.test(name)),
  );
  const known = new Set([...Object.keys(rows), ...WITHOUT_OPTIONS.split(' '), 'openTelemetrySink']);
  expect(exported.filter((name) => !known.has(name))).toEqual([]);
});
