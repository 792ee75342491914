import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createVirtualPlatform } from '@holdfast/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { NOT_FOUND, RATE_LIMITED, UNAVAILABLE } from '../../failures/kinds/http.ts';
import { BULKHEAD_FULL } from '../../failures/kinds/policy.ts';
import { toFailure } from '../../failures/naming/to-failure.ts';
import type { Guard } from '../../runtime/holdfast-options.ts';
import { fixedBackoff } from '../retry/backoff.ts';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { consecutiveFailures } from '../circuit/trip-rule.ts';
import { deadline } from '../time/deadline.ts';
import { pipeline } from './pipeline.ts';
import type { PolicyContext } from './policy-context.ts';
import type { Policy } from './policy.ts';
import { retry } from '../retry/retry.ts';
import { tellAttempts } from './tell-attempts.ts';
import { timeout } from '../time/timeout.ts';

const never = new Promise<never>(() => {});
const defective = (): never => {
  throw new TypeError('not a function');
};

const broken = (): never => {
  throw new Error('mine');
};

/** A value that throws whenever it is read. */
const refusing = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const down = (): Promise<never> => Promise.reject(new Failure(UNAVAILABLE, { effect: 'none' }));

function everything() {
  const platform = createVirtualPlatform();
  const run = pipeline(
    { platform },
    deadline({ totalMs: 10_000 }),
    retry({ backoff: fixedBackoff(100) }),
    createCircuitBreaker(),
    timeout({ ms: 1_000 }),
    createBulkhead({ max: 2 }),
  );
  return { platform, run };
}

/** A caller whose signal counts its listeners. */
function listenedTo() {
  const caller = new AbortController();
  const { signal } = caller;
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...parts: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(signal, parts);
  };
  signal.removeEventListener = (...parts: Parameters<typeof removeEventListener>) => {
    listeners -= 1;
    removeEventListener.apply(signal, parts);
  };
  return { caller, signal, listeners: () => listeners };
}

describe('a pipeline', () => {
  it('is a guard for the runtime', () => {
    const guard: Guard = pipeline();
    expect(guard).toBeTypeOf('function');
  });

  it('resolves with the result of the work, promised or not', async () => {
    const { run } = everything();
    expect(await run(() => Promise.resolve('promised'))).toBe('promised');
    expect(await run(() => 'plain')).toBe('plain');
    expect(await run(() => undefined)).toBe(undefined);
  });

  it('tells the work what it needs to know', async () => {
    const { run } = everything();
    await run(
      (context) => {
        const { key, incidentId, attempt, deadline: until } = context;
        expect({ key, incidentId, attempt, until }).toEqual({
          key: 'k1',
          incidentId: 'i1',
          attempt: 1,
          until: 10_000,
        });
      },
      { name: 'story.tell', key: 'k1', incidentId: 'i1' },
    );
  });

  it('mints one incident id per call and only when asked', async () => {
    const { run } = everything();
    const seen = await run((context) => [context.incidentId, context.incidentId]);
    expect(seen[0]).toMatch(/./);
    expect(seen[0]).toBe(seen[1]);
  });

  it('names a thrown value once, and tells how often the work was tried', async () => {
    const boom = new Error('boom');
    const failing = pipeline()(() => Promise.reject(boom), { incidentId: 'i1' });
    await expect(failing).rejects.toMatchObject({
      code: 'UNKNOWN',
      cause: boom,
      attempts: 1,
      incidentId: 'i1',
    });
  });

  it('leaves a failure as it is when there is nothing to add', async () => {
    const failure = new Failure(NOT_FOUND);
    await expect(everything().run(() => Promise.reject(failure))).rejects.toBe(failure);
  });

  it('ends in the same way when a function of the app throws, and the exception surfaces', async () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const bulkhead = createBulkhead({ max: 1, order: broken });
    const run = pipeline(retry({ backoff: broken }), bulkhead);
    const calls = [run(down), run(down), run(() => 1)].map((call) =>
      call.catch(({ code }: Failure) => code),
    );
    expect(await Promise.all(calls)).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 1]);
    await expect(pipeline({ toFailure: broken })(defective)).rejects.toMatchObject({
      code: 'UNKNOWN',
    });
    expect(surfaced.length).toBeGreaterThan(3);
    vi.unstubAllGlobals();
  });

  it('ends in the same way when `toFailure` gives no failure, and no policy loses count', async () => {
    const run = pipeline({ toFailure: () => undefined as never }, createBulkhead({ max: 1 }));
    const failed = [run(defective), run(() => Promise.reject(new Error('late')))];
    for (const call of failed) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await expect(call).rejects.toMatchObject({ code: 'UNKNOWN', cause: expect.any(Error) });
    }
    expect(await run(() => 1)).toBe(1);
  });

  it('names with `toFailure` also a value that the work throws before it returns a promise', async () => {
    await expect(pipeline()(defective)).rejects.toMatchObject({ code: 'UNKNOWN' });
    await expect(pipeline({ toFailure })(defective)).rejects.toMatchObject({ code: 'DEFECT' });
  });

  it.each<[string, unknown, number]>([
    ...[
      ...['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed'],
      ...['Error in input stream', 'network error', 'fetch failed', 'terminated'],
      ...['Network request failed', 'error sending request for url (http://a.example/)'],
    ].map((text): [string, unknown, number] => [text, new TypeError(text), 3]),
    [
      'a text in the language of the device, without a stack',
      Object.assign(new TypeError('Die Verbindung ist weg.'), { stack: '' }),
      3,
    ],
    ['an error of no special kind', new Error('not a function'), 3],
    ['an error of a library', Object.assign(new Error('no'), { name: 'ResponseError' }), 3],
    ['nothing at all', undefined, 3],
    ['null', null, 3],
    ['a symbol', Symbol('no'), 3],
    ['an object without a prototype', Object.create(null), 3],
    ['a value that refuses to be read', refusing(), 3],
    ['a TypeError', new TypeError("Cannot read properties of undefined (reading 'token')"), 1],
    ['a TypeError in Safari', new TypeError("undefined is not an object (evaluating 'a.b')"), 1],
    ['a ReferenceError', new ReferenceError('token is not defined'), 1],
    ['a RangeError', new RangeError('Invalid array length'), 1],
    ['a SyntaxError', new SyntaxError('Unexpected token'), 1],
  ])('repeats trouble that may pass but no mistake in the code: %s', async (...given) => {
    const [, thrown, times] = given;
    const surfaced = vi.fn<(error: unknown) => void>();
    vi.stubGlobal('reportError', surfaced);
    vi.spyOn(console, 'warn').mockReturnValue();
    const platform = createVirtualPlatform();
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(3) });
    let count = 0;
    const run = pipeline(
      { platform },
      retry({ backoff: fixedBackoff(1) }),
      breaker,
    )(
      () => {
        count += 1;
        // oxlint-disable-next-line prefer-promise-reject-errors -- anything may be thrown
        return Promise.reject(thrown);
      },
      { effect: 'none' },
    );
    const failure = run.catch((error: Failure) => error);
    await platform.advance(10);
    expect(await failure).toMatchObject({ code: 'UNKNOWN', attempts: times });
    expect(count).toBe(times);
    expect(breaker.getSnapshot()).toBe(times === 3 ? 'open' : 'closed');
    // In Node, an error of the naming itself would end the process.
    expect(surfaced).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('ties the failures of all attempts to one incident', async () => {
    const { platform, run } = everything();
    const incidents = new Set<string>();
    const failing = run((context) => {
      incidents.add(context.incidentId);
      return Promise.reject(new Failure(UNAVAILABLE, { effect: 'none' }));
    });
    const settled = failing.catch((failure: unknown) => failure as Failure);
    await platform.advance(1_000);
    incidents.add((await settled).incidentId);
    expect(incidents.size).toBe(1);
  });

  it.each([
    [
      'does not say that nothing happened when an earlier attempt may have done it',
      'unknown',
      'unknown',
    ],
    ['says that nothing happened when no attempt can have done anything', 'none', 'none'],
  ] as const)('%s', async (_, first, told) => {
    const { platform, run } = everything();
    const failing = run(
      ({ attempt }) =>
        Promise.reject(
          attempt === 1
            ? new Failure(UNAVAILABLE, { effect: first })
            : new Failure(RATE_LIMITED, { retryAfterMs: 7 }),
        ),
      { key: 'k1' },
    );
    const settled = failing.catch((failure: unknown) => failure);
    await platform.advance(1_000);
    expect(await settled).toMatchObject({
      code: 'RATE_LIMITED',
      effect: told,
      retryAfterMs: 7,
      attempts: 3,
    });
  });

  it('says that a read had no effect, however often it failed', async () => {
    const { platform, run } = everything();
    const failing = run(
      ({ attempt }) => Promise.reject(new Failure(attempt === 1 ? UNAVAILABLE : RATE_LIMITED)),
      { effect: 'none' },
    );
    const settled = failing.catch((failure: unknown) => failure);
    await platform.advance(1_000);
    expect(await settled).toMatchObject({ effect: 'none' });
  });
});

describe('the policies of a pipeline', () => {
  const steps: string[] = [];
  const policy =
    (kind: string, refuses = false): Policy =>
    () => ({
      enter() {
        steps.push(`enter ${kind}`);
        if (refuses) throw new Failure(BULKHEAD_FULL);
      },
      leave({ started }, failure) {
        const how = started ? (failure?.code ?? 'fulfilled') : 'never began';
        steps.push(`exit ${kind}: ${how}`);
        return undefined;
      },
    });
  beforeEach(() => void steps.splice(0));

  it('are entered from outside in and left from inside out', async () => {
    await pipeline(policy('circuit breaker'), policy('timeout'))(() => steps.push('work'));
    expect(steps).toEqual([
      'enter circuit breaker',
      'enter timeout',
      'work',
      'exit timeout: fulfilled',
      'exit circuit breaker: fulfilled',
    ]);
  });

  it('see no end of an attempt that a policy further in refused', async () => {
    const run = pipeline(policy('circuit breaker'), policy('timeout'), policy('bulkhead', true));
    await expect(run(() => steps.push('work'))).rejects.toMatchObject({ code: 'BULKHEAD_FULL' });
    expect(steps).toEqual([
      'enter circuit breaker',
      'enter timeout',
      'enter bulkhead',
      'exit timeout: never began',
      'exit circuit breaker: never began',
    ]);
  });
});

describe('a caller that aborts', () => {
  it('is heard at once, although the work ignores the signal, and learns that the effect is unknown', async () => {
    const { run } = everything();
    const caller = new AbortController();
    const running = run(() => never, { signal: caller.signal });
    caller.abort('left the page');
    await expect(running).rejects.toMatchObject({
      code: 'ABORTED',
      effect: 'unknown',
      attempts: 1,
      cause: 'left the page',
    });
  });

  it('before the call begins, keeps the work from being called', async () => {
    let calls = 0;
    const running = everything().run(() => (calls += 1), { signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ code: 'ABORTED', effect: 'none' });
    expect(calls).toBe(0);
  });

  it('from within the work, is heard too', async () => {
    const caller = new AbortController();
    const running = everything().run(
      () => {
        caller.abort();
        return never;
      },
      { signal: caller.signal },
    );
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('aborts the signal of the work with the failure as reason', async () => {
    const caller = new AbortController();
    let seen: AbortSignal | undefined;
    const running = everything().run(
      (context) => {
        seen = context.signal;
        return never;
      },
      { signal: caller.signal },
    );
    caller.abort();
    const failure: unknown = await running.catch((error: unknown) => error);
    expect(seen?.reason).toBe(failure);
  });

  it('passes on a failure given as reason, so that an outer pipeline is heard inside', async () => {
    const platform = createVirtualPlatform();
    const outer = pipeline({ platform }, timeout({ ms: 50 }));
    let inner: unknown;
    const running = outer(async ({ signal }) => {
      inner = await everything()
        .run(() => never, { signal })
        .catch((error: unknown) => error);
    });
    running.catch(() => {});
    await platform.advance(50);
    await expect(running).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(inner).toMatchObject({ code: 'TIMEOUT' });
  });

  it.each<[string, (context: PolicyContext) => unknown]>([
    ['success', () => 1],
    ['failure', () => Promise.reject(new Failure(NOT_FOUND))],
    ['reading the signal', (context) => context.signal.aborted],
  ])('finds no listener left on the signal after %s', async (_, work) => {
    const { signal, listeners } = listenedTo();
    await everything()
      .run(work, { signal })
      .catch(() => {});
    expect(listeners()).toBe(0);
  });

  it('finds no listener left on the signal after the abort', async () => {
    const { caller, signal, listeners } = listenedTo();
    const running = everything().run(() => never, { signal });
    caller.abort();
    await running.catch(() => {});
    expect(listeners()).toBe(0);
  });
});

describe('a signal that lives for long', () => {
  it('holds no listener after 50,000 calls, and never more than the calls under way', async () => {
    const { signal, listeners } = listenedTo();
    const { run } = everything();
    let most = 0;
    for (let call = 0; call < 50_000; call += 1) {
      await run((context) => (call % 2 === 0 ? context.attempt : context.signal.aborted), {
        signal,
      });
      most = Math.max(most, listeners());
    }
    expect([most, listeners()]).toEqual([0, 0]);
  });

  it('keeps no memory of them', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { run } = everything();
    const { signal } = new AbortController();
    const grow = async (): Promise<number> => {
      for (let call = 0; call < 25_000; call += 1)
        await run((context) => context.signal, { signal });
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await grow();
    expect((await grow()) - before).toBeLessThan(1_000_000);
  });
});

describe('the signal of the work', () => {
  it('is not aborted by success', async () => {
    const signal = await everything().run((context) => context.signal);
    expect(signal.aborted).toBe(false);
  });

  it('belongs to its attempt: work that outlived its timeout does not see the next one', async () => {
    const { platform, run } = everything();
    const contexts: PolicyContext[] = [];
    const running = run(
      (context) => {
        contexts.push(context);
        return contexts.length === 1 ? never : 'second';
      },
      { key: 'k1' },
    );
    await platform.advance(1_100);
    expect(await running).toBe('second');
    // Read only now, when the second attempt has long succeeded.
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(contexts.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});

const brokenSink = (): never => {
  throw new Error('sink is broken');
};

describe('telemetry', () => {
  it('is told before the caller goes on', async () => {
    const told: string[] = [];
    const run = pipeline(tellAttempts(({ type }) => void told.push(type)));
    await run(() => 1);
    expect(told).toEqual(['attempt.settled']);
    await run(defective).catch(() => {});
    expect(told).toHaveLength(2);
  });

  it('cannot break the call that it watches, and its exception surfaces', async () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, tellAttempts(brokenSink), timeout({ ms: 10 }));
    const running = run(() => never);
    running.catch(() => {});
    await platform.advance(10);
    await expect(running).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(surfaced).toEqual([new Error('sink is broken')]);
    vi.unstubAllGlobals();
  });
});
