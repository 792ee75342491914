import { createVirtualPlatform } from '@holdfast/testing';
import type { VirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { RATE_LIMITED, SERVER_ERROR } from '../../failures/kinds/http.ts';
import type { ChannelPort } from '../../ports/channel-port.ts';
import type { TelemetryEvent } from '../../telemetry/telemetry-event.ts';
import { createPolicyRegistry } from './create-policy-registry.ts';
import { pipeline } from './pipeline.ts';
import type { RateLimit } from '../limits/create-rate-limit.ts';
import { consecutiveFailures } from '../circuit/trip-rule.ts';

const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );
const throws = (): never => {
  throw new Error('closed');
};
const broken = (): Promise<never> => Promise.reject(new Failure(SERVER_ERROR));

/** Two tabs of one origin. */
function channels() {
  const listeners = new Map<ChannelPort, Set<(message: unknown) => void>>();
  const posted: unknown[] = [];
  const open = (): ChannelPort => {
    const own = new Set<(message: unknown) => void>();
    const channel: ChannelPort = {
      post(message) {
        posted.push(message);
        for (const [other, heard] of listeners) {
          if (other !== channel) for (const listener of heard) listener(message);
        }
      },
      subscribe(listener) {
        own.add(listener);
        return () => void own.delete(listener);
      },
      dispose: () => void listeners.delete(channel),
    };
    listeners.set(channel, own);
    return channel;
  };
  return { here: open(), there: open(), posted };
}

function twoTabs() {
  const platform = createVirtualPlatform();
  const { here, there, posted } = channels();
  const tab = (channel: ChannelPort) => {
    const registry = createPolicyRegistry({ channel, platform });
    const breaker = registry.breaker('api', { trip: consecutiveFailures(1) });
    return { registry, breaker, run: pipeline({ platform }, breaker) };
  };
  const post = (message: unknown): void => here.post(message);
  return { platform, here: tab(here), there: tab(there), post, posted };
}

describe('a registry', () => {
  it('gives every caller the same breaker, budget and limit for a name', () => {
    const registry = createPolicyRegistry();
    expect(registry.breaker('api')).toBe(registry.breaker('api'));
    expect(registry.budget('api')).toBe(registry.budget('api'));
    expect(registry.limit('api')).toBe(registry.limit('api'));
    expect(registry.breaker('api')).not.toBe(registry.breaker('images'));
  });

  it('reconfigures parts that are in use, and keeps their state', async () => {
    const platform = createVirtualPlatform();
    const registry = createPolicyRegistry({ platform });
    const breaker = registry.breaker('api', { trip: consecutiveFailures(1) });
    const budget = registry.budget('api', { ratio: 0, minPerSecond: 0 });
    const limit = registry.limit('api');
    await settledOf(pipeline({ platform }, breaker)(broken));
    budget.earn(platform);
    limit.hear({ remaining: 0, resetMs: 100 }, platform);
    registry.reconfigure('api', {
      breaker: { openMs: 10 },
      budget: { ratio: 1 },
      limit: { maxWaitMs: 100 },
    });
    registry.reconfigure('unknown', { breaker: { openMs: 10 }, budget: {}, limit: {} });
    expect(breaker.getSnapshot()).toBe('open');
    expect(budget.spend(platform)).toBe(true);
    const waits = pipeline({ platform }, limit)(() => platform.monotonic());
    await platform.advance(100);
    expect(await waits).toBe(100);
  });

  it('lets go of its circuits also when its channel throws as the app disposes of it', async () => {
    vi.stubGlobal('reportError', () => {});
    const events: TelemetryEvent[] = [];
    const registry = createPolicyRegistry({
      channel: { post() {}, subscribe: () => throws, dispose() {} },
      sinks: [(event) => void events.push(event)],
    });
    const breaker = registry.breaker('api', { trip: consecutiveFailures(1) });
    registry.dispose();
    vi.unstubAllGlobals();
    await settledOf(pipeline(breaker)(broken));
    expect(breaker.getSnapshot()).toBe('open');
    expect(events).toEqual([]);
  });

  it('tells a sink of its circuits until the app disposes of it', async () => {
    const platform = createVirtualPlatform();
    const events: TelemetryEvent[] = [];
    const registry = createPolicyRegistry({
      platform,
      sinks: [(event) => void events.push(event)],
    });
    const breaker = registry.breaker('api', { trip: consecutiveFailures(1) });
    const run = pipeline({ platform }, breaker);
    await settledOf(run(broken));
    expect(events).toMatchObject([{ type: 'circuit.changed', name: 'api', state: 'open' }]);
    registry.dispose();
    await platform.advance(5_000);
    await run(() => 1);
    expect(events).toHaveLength(1);
    expect(platform.pending()).toBe(0);
  });
});

describe('registries of two tabs', () => {
  it('send one probe of their own when the circuit of the other tab opened', async () => {
    const { here, there } = twoTabs();
    await settledOf(here.run(broken));
    let answer: ((value: string) => void) | undefined;
    const probe = there.run(() => new Promise<string>((resolve) => (answer = resolve)));
    expect(await settledOf(there.run(() => 1))).toMatchObject({
      failure: { code: 'CIRCUIT_OPEN' },
    });
    answer?.('well');
    expect(await probe).toBe('well');
    expect(there.breaker.getSnapshot()).toBe('closed');
  });

  it('probe at once when the other one’s circuit closed', async () => {
    const { platform, here, there } = twoTabs();
    await settledOf(there.run(broken));
    await settledOf(here.run(broken));
    await settledOf(there.run(broken));
    await platform.advance(1_000);
    expect(here.breaker.getSnapshot()).toBe('open');
    await platform.advance(14_000);
    await there.run(() => 'well');
    expect(await here.run(() => 'well')).toBe('well');
  });

  it('always reach a server that works, whatever other tabs say and however often', async () => {
    const heard = fc.oneof(
      fc.constantFrom('open', 'closed').map((state) => ({ type: 'holdfast.circuit', state })),
      fc.nat(70_000).map((passMs) => ({ passMs })),
      fc.constant('call' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(heard, { minLength: 5, maxLength: 30 }), async (events) => {
        const { platform, there, post } = twoTabs();
        const calls: string[] = [];
        for (const event of events) {
          if (event === 'call') calls.push(await there.run(() => 'well'));
          else if ('passMs' in event) await platform.advance(event.passMs);
          else post({ ...event, name: 'api' });
        }
        calls.push(await there.run(() => 'well'));
        expect(new Set(calls)).toEqual(new Set(['well']));
        expect(there.breaker.getSnapshot()).toBe('closed');
      }),
      { numRuns: 60 },
    );
  });

  it('post only their own observations, never news of another tab', async () => {
    const { here, posted } = twoTabs();
    await settledOf(here.run(broken));
    expect(posted).toEqual([{ type: 'holdfast.circuit', name: 'api', state: 'open' }]);
  });

  const refused = new Failure(RATE_LIMITED, { retryAfterMs: 30_000 });
  it.each<[string, (limit: RateLimit, platform: VirtualPlatform) => Promise<unknown>]>([
    [
      'when it refused a call',
      (limit, platform) => settledOf(pipeline({ platform }, limit)(() => Promise.reject(refused))),
    ],
    [
      'in an answer',
      async (limit, platform) => limit.hear({ remaining: 0, resetMs: 30_000 }, platform),
    ],
  ])('share the hint of a server about its limit once %s', async (_, work) => {
    const { platform, here, there, posted } = twoTabs();
    const limit = here.registry.limit('api');
    const other = there.registry.limit('api');
    await work(limit, platform);
    for (const one of [limit, other]) {
      expect(await settledOf(pipeline({ platform }, one)(() => 1))).toMatchObject({
        failure: { code: 'RATE_LIMIT_REACHED', retryAfterMs: 30_000 },
      });
    }
    expect(posted).toEqual([
      { type: 'holdfast.limit', name: 'api', remaining: 0, resetMs: 30_000 },
    ]);
    await platform.advance(30_000);
    expect(await pipeline({ platform }, other)(() => 1)).toBe(1);
  });

  it('hold calls back for a minute at most because of news of a limit from another tab', async () => {
    const { platform, there, post } = twoTabs();
    const limit = there.registry.limit('api');
    post({ type: 'holdfast.limit', name: 'api', remaining: 0, resetMs: 3_600_000 });
    expect(await settledOf(pipeline({ platform }, limit)(() => 1))).toMatchObject({
      failure: { code: 'RATE_LIMIT_REACHED', retryAfterMs: 60_000 },
    });
  });

  it('hear nothing any more once the app disposed of them', async () => {
    const { platform, here, there, posted } = twoTabs();
    there.registry.limit('api');
    there.registry.dispose();
    await settledOf(here.run(broken));
    expect(there.breaker.getSnapshot()).toBe('closed');
    const [told] = posted.splice(0);
    there.registry.limit('api').hear({ remaining: 0, resetMs: 1_000 }, platform);
    await platform.advance(0);
    expect(told).toMatchObject({ type: 'holdfast.circuit' });
    expect(posted).toEqual([]);
  });

  it.each([
    null,
    'text',
    {},
    { type: 'holdfast.circuit', name: 7, state: 'open' },
    { type: 'holdfast.circuit', name: 'api', state: 'isolated' },
    { type: 'holdfast.circuit', name: 'unknown', state: 'open' },
    { type: 'holdfast.limit', name: 'api', remaining: -1, resetMs: 1 },
    { type: 'holdfast.limit', name: 'api', remaining: 0, resetMs: Number.NaN },
  ])('ignore the message %j', async (message) => {
    const { there, platform, post } = twoTabs();
    const limit = there.registry.limit('api');
    post(message);
    expect(there.breaker.getSnapshot()).toBe('closed');
    expect(await pipeline({ platform }, limit)(() => 1)).toBe(1);
  });
});
