import * as messages from '@holdfast/core/messages';
import * as advice from '@holdfast/core/failures/advice';
import * as failures from '@holdfast/core/failures';
import * as parts from '@holdfast/core/parts';
import {
  absurdlyTaken,
  functionsWithOptions,
  optionRow,
  type OptionRow,
  createVirtualPlatform,
  memoryTabs,
} from '@holdfast/testing';
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

const budget = policies.createRetryBudget();
const trip = policies.consecutiveFailures(5);
const order = policies.byPriority;
const limiter = policies.tokenBucket({ perSecond: 5 });

const rows: Readonly<Record<string, OptionRow>> = {
  createHoldfast: optionRow(createHoldfast, {
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
  inBrowser: optionRow(inBrowser, { health: 'healthz' }),
  fetchTransport: optionRow(fetchTransport, { fetch, maxAnswerBytes: 5, readIssues: () => [] }),
  defineRead: optionRow((options: Parameters<typeof defineRead>[1]) => defineRead('a', options), {
    ...{ request, input: any, output: any, accept: any, staleIfErrorMs: 5 },
    ...{ fallback: sink, cost: () => 1 },
  }),
  defineWrite: optionRow(
    (options: Parameters<typeof defineWrite>[1]) => defineWrite('a', options),
    {
      ...{ request, input: any, output: any, offline: 'queue', lane: () => 'a' },
      ...{ invalidates: [], honoursKey: true, version: 1, undoMs: 5, maxAgeMs: 5, migrate: {} },
      ...{ after: () => [], temporaryId: () => 'a', idPointer: '/id', coalesce: any, accept: any },
      ...{ coalesceKey: () => 'a', cost: () => 1, goneIsDone: true },
    },
  ),
  defineStream: optionRow(
    (options: Parameters<typeof defineStream>[1]) => defineStream('a', options),
    {
      ...{ request, input: any, event: any, cost: () => 1 },
    },
  ),
  createFailover: optionRow(healths.createFailover, {
    ...{ urls: ['a', 'b'], sinks: [sink], platform, localFaultMs: 5 },
    ...{ consecutiveFailures: 5, baseMs: 5, maxMs: 5 },
  }),
  createProbe: optionRow(createProbe, {
    ...{ connectivity, ask: async () => true, timeoutMs: 5, firstMs: 5, maxMs: 5, steadyMs: 5 },
    ...{ visible: observable, sink, platform },
  }),
  fetchProbe: optionRow(
    (options: Parameters<typeof parts.fetchProbe>[1] & {}) => parts.fetchProbe('/', options),
    { token: true },
  ),
  createConnectivity: optionRow(createConnectivity, { freshMs: 5, platform }),
  createBeacon: optionRow(telemetry.createBeacon, {
    ...{ send, sendWithinMs: 5, release: '1', buffer, batchMs: 5, maxBytes: 5, maxWaiting: 5 },
    ...{ maxPauseMs: 5, platform },
  }),
  createIncidents: optionRow(telemetry.createIncidents, { sinks: [sink], stormMs: 5, quietMs: 5 }),
  createMetrics: optionRow(telemetry.createMetrics, {
    ...{
      refreshMs: 5,
      memoryBytes: () => 1,
      outbox: { entries: createCell([]) },
      platform,
    },
  }),
  createSuccessCounts: optionRow(telemetry.createSuccessCounts, {
    ...{ sink, everyMs: 5, maxRows: 5, platform },
  }),
  consoleSink: optionRow(
    (options: Parameters<typeof telemetry.consoleSink>[1] & {}) =>
      telemetry.consoleSink(console, options),
    {
      from: 'info',
    },
  ),
  sentrySink: optionRow(
    (options: Parameters<typeof telemetry.sentrySink>[1] & {}) =>
      telemetry.sentrySink({} as never, options),
    { report: [] },
  ),
  openTelemetryLogSink: optionRow(
    (options: Parameters<typeof telemetry.openTelemetryLogSink>[1] & {}) =>
      telemetry.openTelemetryLogSink({ emit() {} }, options),
    { from: 'info' },
  ),
  createBudget: optionRow(budgets.createBudget, {
    ...{ owner: 'a', limitMicros: 5, store, reservationMs: 5, thresholds: [0.5], channel },
    ...{ sinks: [sink], platform },
  }),
  createPolicyRegistry: optionRow(policies.createPolicyRegistry, {
    channel,
    sinks: [sink],
    platform,
  }),
  timeout: optionRow(policies.timeout, { ms: 5 }),
  deadline: optionRow(policies.deadline, { totalMs: 5 }),
  retry: optionRow(policies.retry, {
    ...{ maxAttempts: 3, backoff: policies.fixedBackoff(5), maxHintMs: 5, budget },
  }),
  hedge: optionRow(policies.hedge, { afterMs: 5, maxAttempts: 2, budget }),
  createRetryBudget: optionRow(policies.createRetryBudget, {
    ...{ ratio: 0.5, minPerSecond: 1.5, windowSeconds: 5 },
  }),
  exponentialBackoff: optionRow(policies.exponentialBackoff, {
    ...{ firstMs: 5, maxMs: 5, jitter: policies.noJitter },
  }),
  createCircuitBreaker: optionRow(policies.createCircuitBreaker, {
    ...{ trip, openMs: 5, maxOpenMs: 5, probes: 1, probeLeaseMs: 5 },
  }),
  countWindow: optionRow(policies.countWindow, { calls: 5, minimumCalls: 5, failureRate: 0.5 }),
  timeWindow: optionRow(policies.timeWindow, { windowMs: 5, minimumCalls: 5, failureRate: 0.5 }),
  slowCalls: optionRow(policies.slowCalls, { slowMs: 5, slowRate: 0.5, calls: 5, minimumCalls: 5 }),
  createBulkhead: optionRow(policies.createBulkhead, { max: 5, maxQueued: 5, maxWaitMs: 5, order }),
  createRateLimit: optionRow(policies.createRateLimit, { limiter, maxWaitMs: 5 }),
  tokenBucket: optionRow(policies.tokenBucket, { perSecond: 2.5, burst: 2.5 }),
  slidingWindow: optionRow(policies.slidingWindow, { max: 5, perMs: 5 }),
  fallback: optionRow(
    (options: Parameters<typeof policies.fallback>[1] & {}) =>
      policies.fallback([policies.substitute(1)], options),
    { when: () => true },
  ),
  createStaleIfError: optionRow(policies.createStaleIfError, {
    ...{ maxAgeMs: 5, keyOf: () => 'a', maxEntries: 5 },
  }),
};

const refused = (error: unknown): boolean =>
  isFailure(error, 'DEFECT') || isFailure(error, 'PIPELINE_INVALID');

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
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

// They work on a value that other code of the package made, on a failure or on the options of one run.
const OTHERS = `explain watchRead watchStream toFailure userMessage explainFailure
  repeatOptions payForRuns payFor requireOptions requireOptionsAlways abortFailure isRefusal toHydrationFailure toRenderFailure
  isAccessFailure isTrouble exchange readAnswer readOpen unsendable isTerminal initialOf
  pipeline hydrateCircuit isolateCircuit reconfigureCircuit snapshotCircuit`;

it('knows every function of the package that takes options', () => {
  const known = new Set([...Object.keys(rows), ...OTHERS.split(/\s+/)]);
  const found = functionsWithOptions(
    core,
    telemetry,
    budgets,
    healths,
    policies,
    parts,
    failures,
    advice,
    messages,
  );
  expect(found.filter((name) => !known.has(name))).toEqual([]);
});
