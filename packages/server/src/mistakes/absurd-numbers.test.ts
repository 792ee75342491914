import { describe, expect, it } from 'vitest';
import { createAudit } from '../audit/create-audit.ts';
import { memoryAuditStore } from '../audit/memory-audit-store.ts';
import { createCors } from '../cors/create-cors.ts';
import { memoryLimitStore } from '../limits/memory-limit-store.ts';
import { createMeter } from '../quotas/meter.ts';
import { createRelay } from '../relay/create-relay.ts';
import { verifyWebhook } from '../relay/http/verify-webhook.ts';
import { memoryRelayStore } from '../relay/memory-relay-store.ts';
import { readJson } from '../requests/read-json.ts';
import { readQuery } from '../requests/read-query.ts';
import { createIntake } from '../telemetry/create-intake.ts';
import { memoryTelemetryStore } from '../telemetry/memory-telemetry-store.ts';
import { createThreatGuard } from '../threats/create-threat-guard.ts';
import { memoryThreatStore } from '../threats/memory-threat-store.ts';
import { defaultNameBudget } from '../threats/name-budget.ts';
import { defaultThreatRules } from '../threats/threat-rules.ts';

type Rows = readonly (readonly [option: string, make: (wrong: number) => unknown])[];

const store = memoryTelemetryStore();
const quota = { events: 1, bytes: 1 };
const guard = (options: Partial<Parameters<typeof createThreatGuard>[0]>): unknown =>
  createThreatGuard({ store: memoryThreatStore(), ...options });
const rules = (changed: object): unknown => guard({ rules: { ...defaultThreatRules, ...changed } });
const weights = (attack: object): unknown =>
  rules({ weights: { ...defaultThreatRules.weights, attack } });
const secrets = [`whsec_${btoa('x'.repeat(24))}`];

const rows: Rows = [
  ['the longest event of the intake', (maxEventBytes) => createIntake({ store, maxEventBytes })],
  ['the events of a source', (events) => createIntake({ store, perSource: { ...quota, events } })],
  ['the bytes of all sources', (bytes) => createIntake({ store, inTotal: { ...quota, bytes } })],
  ['the events in memory', (maxEvents) => memoryTelemetryStore({ maxEvents })],
  ['the lines of a party', (n) => createAudit({ store: memoryAuditStore(), maxPerParty: n })],
  ['the lines of a kind', (n) => createAudit({ store: memoryAuditStore(), maxPerKind: n })],
  ['the keys of a limit', (maxKeys) => memoryLimitStore({ maxKeys })],
  ['the parties in memory', (maxParties) => memoryThreatStore({ maxParties })],
  ['the age of a webhook', (toleranceMs) => verifyWebhook({ secrets, toleranceMs })],
  ['the length of a webhook', (maxBytes) => verifyWebhook({ secrets, maxBytes })],
  ['the threshold of a block', (threshold) => rules({ threshold })],
  ['the half-life of evidence', (halfLifeMs) => rules({ halfLifeMs })],
  ['the longest block', (maxBlockMs) => rules({ maxBlockMs })],
  ['the time that forgives', (forgiveMs) => rules({ forgiveMs })],
  ['the points of an attack', (points) => weights({ points, blockMs: 1 })],
  ['the ceiling of an attack', (ceiling) => weights({ points: 1, ceiling, blockMs: 1 })],
  ['the block of an attack', (blockMs) => weights({ points: 1, blockMs })],
  ['the guesses at a name', (most) => guard({ names: { ...defaultNameBudget, most } })],
  ['the guesses that are kept', (kept) => guard({ names: { ...defaultNameBudget, kept } })],
  ['the parameters of a query', (maxParameters) => readQuery('?a=1', { maxParameters })],
  ['the age of a preflight', (n) => createCors({ allowedOrigins: [], maxAgeSeconds: n })],
  ['the amount of a meter', (amount) => createMeter().take('a', amount, 1)],
  ['the limit of a meter', (limit) => createMeter().take('a', 1, limit)],
  [
    'the depth of a relay',
    (maxDepth) => createRelay({ store: memoryRelayStore(), sinks: [] }).check({ maxDepth }),
  ],
];

describe.each([Number.NaN, -1])('a number that is %d', (wrong) => {
  it.each(rows)('is refused at once as %s', (_, make) => {
    expect(() => make(wrong)).toThrow(expect.objectContaining({ code: 'DEFECT' }) as Error);
  });

  it.each(['maxBytes', 'maxDepth'])('lets no body in as %s', async (option) => {
    const request = new Request('http://test/', {
      ...{ method: 'POST', body: '[[1]]', headers: { 'content-type': 'application/json' } },
    });
    const any = {
      '~standard': { version: 1, vendor: 't', validate: (value: unknown) => ({ value }) },
    };
    await expect(readJson(request, any as never, { [option]: wrong })).rejects.toMatchObject({
      code: 'DEFECT',
    });
  });
});

it.each([
  [99, 98],
  [100, 100],
])('%d guesses of which %d are kept leave no room, which is refused', (most, kept) => {
  expect(() => guard({ names: { ...defaultNameBudget, most, kept } })).toThrow(
    expect.objectContaining({ code: 'DEFECT' }) as Error,
  );
});
