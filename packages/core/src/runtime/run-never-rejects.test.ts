import { createWorld, jsonAnswer, type ResilientWorld } from '@holdfast/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isFailure, Failure } from '../failures/failure.ts';
import { CONFLICT } from '../failures/kinds/http.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { defineStream } from '../operations/stream/define-stream.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import type { RequestDescription } from '../exchange/request/request-description.ts';
import type { Outcome } from '../operations/outcome.ts';
import type { BudgetPort } from '../ports/budget-port.ts';
import { payForRuns } from '../budget/pay-for-runs.ts';
import type { RuntimeOutbox } from '../ports/runtime-outbox.ts';
import type { StandardSchema } from '../schema/standard-schema.ts';
import type { HoldfastOptions } from './holdfast-options.ts';
import { keptRead } from '../operations/read/kept-read.ts';
import { watchRead } from '../operations/read/watch-read.ts';
import { watchWrite } from '../operations/write/watch-write.ts';

let surfaced: unknown[] = [];
beforeEach(() => {
  surfaced = [];
  vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
});
afterEach(() => vi.unstubAllGlobals());

const revoked = Proxy.revocable({}, {});
revoked.revoke();
const hostile = new Proxy(new Error('no'), {
  get() {
    throw new Error('no');
  },
});
const fakeFailure = {
  ...{ name: 'Failure', code: 'FAKE', number: 1, effect: 'unknown' },
  toJSON() {
    throw new Error('no');
  },
};

// Chosen by name, because fast-check itself cannot carry a revoked proxy.
const THROWN = new Map<string, unknown>([
  ['undefined', undefined],
  ['null', null],
  ['text', 'no'],
  ['a symbol', Symbol('no')],
  ['an error', new Error('no')],
  ['a TypeError', new TypeError('no')],
  ['a frozen error', Object.freeze(new Error('no'))],
  ['a frozen object', Object.freeze({})],
  ['a revoked proxy', revoked.proxy],
  ['a proxy that throws', hostile],
  ['an object that looks like a failure', fakeFailure],
  ['a failure of the app', new Failure(CONFLICT)],
  ['issues', Object.assign(new Error('no'), { issues: [null] })],
]);
const thrown = fc.constantFrom(...THROWN.keys());

// All functions of the app that a run calls.
const PARTS = [
  ...['input', 'output', 'request', 'lane', 'cost', 'fallback', 'guard', 'identity'],
  ...['cache.get', 'cache.put', 'budget.pay', 'budget.payQueued', 'budget.receipts', 'bill'],
  ...['transport', 'outbox.add', 'outbox.follow', 'outbox.wake', 'outbox.entries', 'sink', 'note'],
  'streams.run',
] as const;

// `run` awaits none of their results, so it is the app that must handle a promise of theirs.
const IS_SYNC: ReadonlySet<string> = new Set([
  ...['request', 'lane', 'cost', 'identity', 'budget.receipts', 'bill'],
  ...['outbox.wake', 'outbox.entries', 'outbox.follow', 'sink', 'note'],
]);

/** The behaviour of a part when a run calls it. */
interface Fault {
  readonly part: string;
  /** The name of the thrown value, or an error. */
  readonly error: unknown;
  readonly how: 'throws' | 'rejects' | 'answers nonsense';
}

interface Stage extends ResilientWorld {
  readonly at: (part: string) => unknown;
  readonly isSent: () => boolean;
}

function setUp(faults: readonly Fault[]): Stage {
  /** Throws when the part is meant to throw. */
  const at = (part: string): unknown => {
    const fault = faults.find((one) => one.part === part);
    const error = THROWN.has(fault?.error as string)
      ? THROWN.get(fault?.error as string)
      : fault?.error;
    if (fault?.how === 'throws') throw error;
    // oxlint-disable-next-line prefer-promise-reject-errors
    if (fault?.how === 'rejects' && !IS_SYNC.has(part)) return Promise.reject(error);
    return fault;
  };
  let isSent = false;
  const broken = async (part: string): Promise<void> => void (await at(part));
  const bill = { charge: () => void at('bill'), doubt: () => void at('bill') };
  const budgetPort: BudgetPort = {
    receipts: { getSnapshot: () => (at('budget.receipts') ? [] : []), subscribe: () => () => {} },
    async pay(_, work) {
      const value = await work(bill);
      await at('budget.pay');
      return value;
    },
    async payQueued(_, __, add) {
      await add();
      await at('budget.payQueued');
    },
  };
  const budget = { ...budgetPort, ...payForRuns(budgetPort) };
  const world = createWorld();
  const outbox: RuntimeOutbox = {
    ...world.outbox,
    entries: {
      ...world.outbox.entries,
      getSnapshot: () => (at('outbox.entries') ? [] : world.outbox.entries.getSnapshot()),
    },
    add: async (entry) => {
      await at('outbox.add');
      await world.outbox.add(entry);
    },
    follow: (id) => {
      const fault = at('outbox.follow');
      return fault ? (fault as never) : world.outbox.follow(id);
    },
    wake: () => void at('outbox.wake'),
  };
  const options: Partial<HoldfastOptions> = {
    budget,
    outbox,
    transport: {
      async send() {
        isSent = true;
        const fault = at('transport');
        return fault ? (fault as never) : jsonAnswer({});
      },
    },
    identity: {
      getSnapshot: () => (at('identity') ? null : { subject: 'mira' }),
      subscribe: () => () => {},
    },
    cache: {
      keptRead,
      get: (async () => at('cache.get')) as never,
      put: () => broken('cache.put'),
      clear: async () => {},
    },
    sinks: [() => void at('sink')],
    reads: async (work, given) => {
      await at('guard');
      return work({ signal: given.signal ?? new AbortController().signal, attempt: 1 });
    },
    connectivity: { ...world.connectivity, note: () => void at('note') },
    streams: () => ({
      open: () => expect.fail('a run opens no stream itself'),
      async run() {
        isSent = true;
        await at('streams.run');
        return { kind: 'live', value: {} as never };
      },
    }),
  };
  const { holdfast } = createWorld({
    ...options,
    writes: options.reads as never,
    platform: world.platform,
  });
  return { ...world, holdfast, at, isSent: () => isSent };
}

function schema(at: Stage['at'], part: string): StandardSchema<unknown, unknown> {
  const validate = (value: unknown): never => (at(part) ?? { value }) as never;
  return { '~standard': { version: 1, vendor: 'test', validate } };
}

async function runAll(
  faults: readonly Fault[],
  kind: (typeof KINDS)[number],
): Promise<[Outcome, Stage]> {
  const stage = setUp(faults);
  const { holdfast, platform, at } = stage;
  const common = {
    input: schema(at, 'input'),
    output: schema(at, 'output'),
    request: (): RequestDescription => {
      at('request');
      return { path: 'a', method: kind === 'read' ? 'GET' : 'POST' };
    },
    cost: () => (at('cost'), 1),
  };
  const fallback = (): unknown => at('fallback') ?? 'fallback';
  const running = {
    read: () => holdfast.run(defineRead('r', { ...common, staleIfErrorMs: 1, fallback }), {}),
    write: () => holdfast.run(defineWrite('w', common), {}),
    queue: () =>
      holdfast.run(
        defineWrite('q', { ...common, offline: 'queue', lane: () => (at('lane'), 'a') }),
        {},
      ),
    stream: () => holdfast.run(defineStream('s', { ...common, event: common.output }), {}),
  }[kind]?.() as Promise<Outcome>;
  await platform.advance(1500);
  return [await running, stage];
}

const KINDS = ['read', 'write', 'queue', 'stream'] as const;
const KNOWN = ['live', 'stale', 'fallback', 'failed', 'queued', 'blocked', 'interrupted'];
const fault = fc.record({
  part: fc.constantFrom(...PARTS),
  error: thrown,
  how: fc.constantFrom('throws', 'rejects', 'answers nonsense'),
}) as fc.Arbitrary<Fault>;

describe('run', () => {
  it('never rejects and ends on a rung with a failure by name, for any part of the app that throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.uniqueArray(fault, { selector: ({ part }) => part, minLength: 1, maxLength: 3 }),
        async (kind, faults) => {
          const [outcome, { isSent }] = await runAll(faults, kind);
          expect(KNOWN).toContain(outcome.kind);
          if (outcome.kind !== 'failed' && outcome.kind !== 'fallback') return;
          const { failure } = outcome;
          expect(isFailure(failure)).toBe(true);
          expect(typeof failure.code).toBe('string');
          const isWithoutEffect = kind === 'read' || (!isSent() && kind !== 'queue');
          expect(isWithoutEffect && failure.effect).toBe(isWithoutEffect && 'none');
        },
      ),
      { numRuns: 600 },
    );
  });

  it('ends in the same way when sinks and listeners throw', async () => {
    const told = [
      'sink',
      'note',
      'bill',
      'budget.receipts',
      'budget.pay',
      'budget.payQueued',
      'cache.put',
      'outbox.wake',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.uniqueArray(
          fc.record({
            part: fc.constantFrom(...told),
            error: thrown,
            how: fc.constantFrom('throws', 'rejects'),
          }),
          { selector: ({ part }) => part, minLength: 1 },
        ),
        async (kind, faults) => {
          const [plain] = await runAll([], kind);
          const [outcome] = await runAll(faults, kind);
          expect(outcome.kind).toBe(plain.kind);
          expect('value' in outcome && outcome.value).toEqual('value' in plain && plain.value);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(KINDS)('says of a %s with a request that throws that nothing was sent', async (kind) => {
    if (kind === 'stream') return;
    for (const part of ['input', 'request', 'cost', ...(kind === 'queue' ? ['lane'] : ['guard'])]) {
      const [outcome] = await runAll([{ part, error: new Error('mine'), how: 'throws' }], kind);
      const failure = (outcome as { failure: Failure }).failure;
      expect([part, failure]).toMatchObject([
        part,
        { code: 'DEFECT', effect: 'none', retry: 'never' },
      ]);
      expect(failure.incidentId).toMatch(/./);
    }
  });

  it('keeps a failure of the app as it is, with effect `none` before anything was sent', async () => {
    const own = new Failure(CONFLICT, { effect: 'unknown' });
    const [outcome] = await runAll([{ part: 'request', error: own, how: 'throws' }], 'write');
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'CONFLICT', effect: 'none' },
    });
  });

  it('says that a write was applied when its answer breaks its schema, and never says so of a read', async () => {
    const broken: Fault = { part: 'output', error: new Error('mine'), how: 'throws' };
    expect(await runAll([broken], 'write')).toMatchObject([
      { kind: 'failed', failure: { code: 'RESPONSE_INVALID', effect: 'applied' } },
      {},
    ]);
    expect(await runAll([broken], 'read')).toMatchObject([
      { kind: 'fallback', failure: { code: 'RESPONSE_INVALID', effect: 'none' } },
      {},
    ]);
  });

  it('surfaces an exception of a fallback, and goes on with the failure of the read', async () => {
    const [outcome] = await runAll(
      [
        { part: 'transport', error: new Failure(CONFLICT), how: 'throws' },
        { part: 'fallback', error: 'mine', how: 'throws' },
      ],
      'read',
    );
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'CONFLICT' } });
    expect(surfaced).toEqual(['mine']);
  });

  it.each(['request', 'lane', 'cost'])(
    'says that this function must answer at once, and catches its rejection, when it is asynchronous: %s',
    async (part) => {
      const loose = vi.fn<(error: unknown) => void>();
      process.on('unhandledRejection', loose);
      for (const late of [async () => Promise.reject(new Error('no')), async () => ({})]) {
        const { holdfast, isSent } = setUp([]);
        const config = {
          ...{ offline: 'queue' as const, cost: () => 1 },
          request: (): RequestDescription => ({ path: 'a', method: 'POST' }),
          [part]: late,
        };
        expect(await holdfast.run(defineWrite('q', config as never))).toMatchObject({
          kind: 'failed',
          failure: {
            code: 'DEFECT',
            effect: 'none',
            details: { remedy: expect.stringContaining('at once') as string },
          },
        });
        expect(isSent()).toBe(false);
      }
      await new Promise(setImmediate);
      process.off('unhandledRejection', loose);
      expect(loose).not.toHaveBeenCalled();
    },
  );

  it.each([
    undefined,
    null,
    {},
    'read',
    () => {},
    { kind: 'read' },
    { kind: 'write' },
    { kind: 'stream' },
  ])('fails by name for %o, which is no operation', async (operation) => {
    const { holdfast } = setUp([]);
    const run = holdfast.run as unknown as (...given: unknown[]) => Promise<Outcome>;
    for (const rest of [[], [undefined, null], [null, 7]]) {
      const outcome = await run(operation, ...rest);
      if ((operation as { kind?: string } | null)?.kind === 'stream') continue;
      expect(outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'DEFECT', effect: 'none' },
      });
    }
  });

  it('never sends a write whose schema is no Standard Schema, and names libraries that have one', async () => {
    for (const wrong of [{}, { parse() {} }, () => true, 'text', { '~standard': {} }, 7]) {
      const { holdfast, isSent } = setUp([]);
      const operation = defineWrite('w', {
        output: wrong as never,
        request: () => ({ path: 'a', method: 'POST' }),
      });
      expect(await holdfast.run(operation)).toMatchObject({
        kind: 'failed',
        failure: {
          code: 'DEFECT',
          effect: 'none',
          details: { remedy: expect.stringMatching(/Standard Schema/) },
        },
      });
      expect(isSent()).toBe(false);
    }
  });

  it('refuses a read by name whose input cannot be compared, before it is sent', async () => {
    const { holdfast, isSent } = setUp([]);
    const outcome = await holdfast.run(
      defineRead('r', { input: schema(() => undefined, ''), request: () => ({ path: 'a' }) }),
      {
        when: () => {},
      },
    );
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'INPUT_INVALID', details: { issues: [{ pointer: '/when' }] } },
    });
    expect(isSent()).toBe(false);
  });

  it('sends a read with any input where no cache has to compare it', async () => {
    const { holdfast, transport } = createWorld({ cache: undefined as never });
    transport.answerWith(() => jsonAnswer({}));
    const read = defineRead('r', { request: () => ({ path: 'a' }) });
    expect(await holdfast.run(read, { when: () => {} } as never)).toMatchObject({ kind: 'live' });
  });

  it("reads with an input of the app's own class that its schema makes of plain data", async () => {
    const { holdfast } = setUp([]);
    const input: StandardSchema<unknown, Promise<void>> = {
      '~standard': { version: 1, vendor: 'test', validate: () => ({ value: Promise.resolve() }) },
    };
    expect(
      await holdfast.run(defineRead('r', { input, request: () => ({ path: 'a' }) }), '2026'),
    ).toMatchObject({ kind: 'live' });
  });
});

function fails(): never {
  throw new Error('mine');
}

describe('a watch of a run', () => {
  const rejects = { run: () => Promise.reject(new Error('mine')) as never };

  it('ends failed when the run of a runtime rejects against its contract, and can run again', async () => {
    const { holdfast } = createWorld();
    const read = watchRead(
      { ...holdfast, ...rejects },
      defineRead('r', { request: () => ({ path: 'a' }) }),
      undefined,
    );
    await read.load();
    expect(read.getSnapshot()).toMatchObject({
      kind: 'failed',
      failure: { code: 'UNKNOWN' },
    });
    const write = watchWrite(
      { ...holdfast, ...rejects },
      defineWrite('w', { request: () => ({ path: 'a' }) }),
    );
    expect(await write.run()).toMatchObject({ kind: 'failed', failure: { code: 'UNKNOWN' } });
    expect(write.getSnapshot()).toMatchObject({ kind: 'failed' });
  });

  it('hears of every change when another listener throws', async () => {
    const { holdfast, transport, connectivity, identity } = createWorld();
    transport.answerWith(() => jsonAnswer({}));
    connectivity.subscribe(fails);
    identity.subscribe(fails);
    const read = watchRead(
      holdfast,
      defineRead('r', { request: () => ({ path: 'a' }) }),
      undefined,
    );
    read.subscribe(fails);
    const states: string[] = [];
    read.subscribe(() => states.push(read.getSnapshot().kind));
    await read.refresh();
    expect(states.at(-1)).toBe('live');
    expect(surfaced.length).toBeGreaterThan(0);
  });
});
