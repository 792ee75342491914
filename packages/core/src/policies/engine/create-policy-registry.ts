import { requireOptions } from '#options';
import { tell } from '../../observable/tell.ts';
import type { Clock } from '../../platform/platform.ts';
import { webClock } from '../../platform/web-clock.ts';
import type { ChannelPort } from '../../ports/channel-port.ts';
import { fanOut } from '../../telemetry/fan-out.ts';
import type { TelemetrySink } from '../../telemetry/telemetry-event.ts';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import type { CircuitBreaker, CircuitBreakerOptions } from '../circuit/create-circuit-breaker.ts';
import { reconfigureCircuit, tellCircuit } from '../circuit/circuit-control.ts';
import { createRateLimit } from '../limits/create-rate-limit.ts';
import type { RateLimitHint } from '../limits/rate-limit-hint.ts';
import type { RateLimit, RateLimitOptions } from '../limits/create-rate-limit.ts';
import { createRetryBudget } from '../retry/create-retry-budget.ts';
import type { RetryBudget, RetryBudgetOptions } from '../retry/create-retry-budget.ts';
import { parseRumour, probeNext } from '../circuit/rumour-state.ts';

export interface PolicyRegistryOptions {
  /** Tells other tabs which circuits opened and what servers said about their limits. @default none */
  readonly channel?: ChannelPort;
  /** Sinks that hear of every change of a circuit. @default none */
  readonly sinks?: readonly TelemetrySink[];
  /** @default webClock */
  readonly platform?: Clock;
}

/** New options for the parts of one name. An option that is left out stays as it is. */
export interface RegistryEntryOptions {
  readonly breaker?: CircuitBreakerOptions;
  readonly budget?: RetryBudgetOptions;
  readonly limit?: RateLimitOptions;
}

/**
 * One breaker, one retry budget and one rate limit for each name, however many pipelines ask for them. Take the
 * origin and the kind of work as the name, because calls of one kind to one origin fail together.
 */
export interface PolicyRegistry {
  /** The options of the first call for a name hold. To change them later, use `reconfigure`. */
  breaker(name: string, options?: CircuitBreakerOptions): CircuitBreaker;
  budget(name: string, options?: RetryBudgetOptions): RetryBudget;
  limit(name: string, options?: RateLimitOptions): RateLimit;
  /**
   * Changes the options of the parts of a name while they are in use. Open circuits stay open and counts stay; only
   * a new trip rule or a new limiter begins without memory.
   */
  reconfigure(name: string, options: RegistryEntryOptions): void;
  /** Tells other tabs and the sinks nothing more. The parts go on working in their pipelines. */
  dispose(): void;
}

/**
 * Makes a registry. With a `channel` it also hears the registries of other tabs, and believes only its own probes:
 * when a circuit opened in another tab, this tab lets one probe pass and holds the other calls back until that is
 * answered. When one closed there, this tab probes at once.
 */
export function createPolicyRegistry(options: PolicyRegistryOptions = {}): PolicyRegistry {
  requireOptions('createPolicyRegistry', options, {
    channel: 'an object with post, subscribe?',
    sinks: 'a list of functions?',
    platform: 'an object with now, monotonic?',
  });
  const { channel, sinks = [], platform = webClock } = options;
  const sink = fanOut(sinks);
  const breakers = new Map<string, CircuitBreaker>();
  const budgets = new Map<string, RetryBudget>();
  const limits = new Map<string, RateLimit>();
  const ends: (() => void)[] = [];
  // The state that was posted last, because one notice may stand for several changes.
  const told = new Map<string, string>();
  const hearsay = new WeakSet<RateLimitHint>();

  function watch(name: string, breaker: CircuitBreaker): void {
    if (sink) ends.push(tellCircuit(breaker, name, sink, platform));
    if (!channel) return;
    ends.push(
      breaker.subscribe(() => {
        const state = breaker.getSnapshot();
        if (state === 'isolated' || state === 'half-open' || told.get(name) === state) return;
        told.set(name, state);
        channel.post({ type: 'holdfast.circuit', name, state });
      }),
    );
  }

  function share(name: string, limit: RateLimit): void {
    if (!channel) return;
    ends.push(
      limit.subscribe(() => {
        const hint = limit.getSnapshot();
        if (!hint || hearsay.has(hint)) return;
        channel.post({ type: 'holdfast.limit', name, ...hint });
      }),
    );
  }

  if (channel) {
    ends.push(
      channel.subscribe((message) => {
        const rumour = parseRumour(message);
        if (rumour?.type === 'holdfast.limit') {
          hearsay.add(rumour);
          limits.get(rumour.name)?.hear(rumour, platform);
        }
        const circuit =
          rumour?.type === 'holdfast.circuit' ? breakers.get(rumour.name)?.circuit : undefined;
        if (rumour?.type !== 'holdfast.circuit' || !circuit) return;
        const next = probeNext(circuit.get().state, rumour.state);
        if (!next) return;
        // The registry does not post the news of another tab again.
        told.set(rumour.name, next.kind);
        circuit.set(next);
      }),
    );
  }

  return {
    breaker: (name, given) =>
      getOrMake(breakers, name, () => {
        const breaker = createCircuitBreaker(given);
        watch(name, breaker);
        return breaker;
      }),
    budget: (name, given) => getOrMake(budgets, name, () => createRetryBudget(given)),
    limit: (name, given) =>
      getOrMake(limits, name, () => {
        const limit = createRateLimit(given);
        share(name, limit);
        return limit;
      }),
    reconfigure(name, { breaker, budget, limit }) {
      if (budget) budgets.get(name)?.reconfigure(budget);
      if (limit) limits.get(name)?.reconfigure(limit);
      const kept = breakers.get(name);
      if (breaker && kept) reconfigureCircuit(kept, breaker);
    },
    dispose() {
      tell(ends.splice(0));
    },
  };
}

function getOrMake<T>(kept: Map<string, T>, name: string, make: () => T): T {
  const value = kept.get(name) ?? make();
  kept.set(name, value);
  return value;
}
