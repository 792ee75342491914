import {
  createVirtualPlatform,
  createWorld,
  memoryOutbox,
  memoryReadCache,
  scriptedTransport,
} from '@holdfast/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCell } from '../observable/cell.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { defineStream } from '../operations/stream/define-stream.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import { createIncidents } from '../telemetry/create-incidents.ts';
import { createHoldfast } from './create-holdfast.ts';
import type { RuntimeOutbox } from '../ports/runtime-outbox.ts';
import type { Guard, HoldfastOptions, Runtime } from './holdfast-options.ts';

let surfaced: unknown[] = [];
beforeEach(() => {
  surfaced = [];
  vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
});
afterEach(() => vi.unstubAllGlobals());

const save = defineWrite('save', {
  request: () => ({ method: 'PUT', path: 'a' }),
  lane: () => 'a',
  offline: 'queue',
});

/** Factories that note when they are called and when their parts end. */
function factories() {
  const platform = createVirtualPlatform();
  const notes: string[] = [];
  const make =
    <T>(name: string, part: object = {}, dispose: () => unknown = () => {}) =>
    (runtime: Runtime): T => {
      const there = Object.keys(runtime).filter((one) => runtime[one as keyof Runtime]);
      notes.push(`${name} after ${there.at(-1)}`);
      return Object.assign(part, {
        dispose() {
          notes.push(`${name} ends`);
          return dispose();
        },
      }) as T;
    };
  const { connectivity, cache } = createWorld().holdfast;
  const identity = createCell({ subject: 'mira' });
  const options: HoldfastOptions = {
    ...{ transport: scriptedTransport(), identity, platform },
    streams: make('streams'),
    outbox: make('outbox', memoryOutbox({ identity })),
    budget: make('budget'),
    drafts: make('drafts'),
    cache: make('cache', cache),
    sinks: make('sinks', [() => {}]),
    beaconBuffer: make('beaconBuffer'),
    unsavedWork: make('unsavedWork'),
    connectivity: make('connectivity', { ...connectivity }),
  };
  return { options, notes, make, platform };
}

describe('the parts of a runtime', () => {
  it('are made once, in the order in which one may need another', () => {
    const { options, notes } = factories();
    createHoldfast(options);
    expect(notes).toEqual([
      'connectivity after platform',
      'unsavedWork after connectivity',
      'beaconBuffer after unsavedWork',
      'sinks after beaconBuffer',
      'cache after sink',
      'drafts after cache',
      'budget after drafts',
      'outbox after budget',
      'streams after outbox',
    ]);
  });

  it('get from the runtime the options that the app gave once', () => {
    let given: Runtime | undefined;
    const { transport, platform, identity, connectivity, holdfast } = createWorld({
      baseUrl: '/api/',
      liveWithinMs: 7,
      budget(runtime) {
        given = { ...runtime };
        return {} as never;
      },
    });
    expect(given).toMatchObject({ baseUrl: '/api/', liveWithinMs: 7 });
    expect(given?.transport).toBe(transport);
    expect(given?.platform).toBe(platform);
    expect(given?.identity).toBe(identity);
    expect(given?.connectivity).toBe(connectivity);
    expect(given?.sink).toBe(holdfast.sink);
  });

  it('belong to one runtime where a factory makes them: two runtimes with the same options share nothing', () => {
    const options = { transport: scriptedTransport(), cache: memoryReadCache };
    expect(createHoldfast(options).cache).not.toBe(createHoldfast(options).cache);
  });

  it('make policies for reads and writes, unless the app gives its own', () => {
    const guard = (() => expect.fail('not called')) as Guard;
    const made = (() => expect.fail('not called')) as Guard;
    let given: Runtime | undefined;
    createWorld({
      reads: guard,
      policies: () => ({ reads: made, writes: made }),
      cache: (runtime) => (given = runtime) as never,
    });
    expect(given?.reads).toBe(guard);
    expect(given?.writes).toBe(made);
  });
});

describe('dispose', () => {
  it('ends the parts that factories made, the last first, once', async () => {
    const { options, notes } = factories();
    const holdfast = createHoldfast(options);
    notes.length = 0;
    const ended = holdfast.dispose();
    expect(holdfast.dispose()).toBe(ended);
    await ended;
    expect(notes).toEqual(
      [
        ...['streams', 'outbox', 'budget', 'drafts', 'cache', 'sinks', 'beaconBuffer'],
        ...['unsavedWork', 'connectivity'],
      ].map((name) => `${name} ends`),
    );
  });

  it('does not end a part that the app made itself', async () => {
    const dispose = vi.fn<() => void>();
    const { holdfast } = createWorld({ cache: { dispose } as never });
    await holdfast.dispose();
    expect(dispose).not.toHaveBeenCalled();
  });

  it('ends the other parts although one throws and one rejects', async () => {
    const { options, make, notes } = factories();
    const thrown = new Error('thrown');
    const rejected = new Error('rejected');
    const holdfast = createHoldfast({
      ...options,
      streams: make('streams', {}, () => {
        throw thrown;
      }),
      outbox: make('outbox', {}, () => Promise.reject(rejected)),
    });
    await holdfast.dispose();
    expect(notes.filter((note) => note.endsWith('ends'))).toHaveLength(9);
    expect(surfaced).toEqual([thrown, rejected]);
  });

  it('waits five seconds for a part that never ends, and leaves no timer', async () => {
    const { options, make, notes, platform } = factories();
    const never = new Promise<void>(() => {});
    const holdfast = createHoldfast({ ...options, streams: make('streams', {}, () => never) });
    const ended = vi.fn<() => void>();
    void holdfast.dispose().then(ended);
    await platform.advance(4_999);
    expect(ended).not.toHaveBeenCalled();
    expect(notes).toContain('connectivity ends');
    await platform.advance(1);
    expect(ended).toHaveBeenCalledOnce();
    expect(platform.pending()).toBe(0);
  });

  it('ends the parts made before when a factory is asynchronous by mistake', () => {
    const { options, notes } = factories();
    const outbox = (async () => Promise.reject(new Error('ignored'))) as never;
    expect(() => createHoldfast({ ...options, outbox })).toThrow(
      expect.objectContaining({
        details: { remedy: expect.stringContaining('factories of parts answer at once') },
      }),
    );
    expect(notes.filter((note) => note.endsWith('ends'))).toHaveLength(7);
  });

  it('ends the parts made before when a factory throws, because the app gets no runtime', async () => {
    const { options, notes } = factories();
    const broken = new Error('no');
    const outbox = (): never => {
      throw broken;
    };
    expect(() => createHoldfast({ ...options, outbox })).toThrow(broken);
    expect(notes.filter((note) => note.endsWith('ends'))).toHaveLength(7);
  });
});

it('runs queued writes and streams with the code of their ports, and names the missing port', async () => {
  const { holdfast } = createWorld({ outbox: undefined });
  const tell = defineStream('tell', { request: () => ({ path: 'tell' }) });
  const bare = createHoldfast({ transport: scriptedTransport() });
  for (const run of [holdfast.run(save), bare.run(save), bare.run(tell)]) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await run).toMatchObject({
      kind: 'failed',
      failure: {
        ...{ code: 'DEFECT', effect: 'none' },
        details: {
          remedy: expect.stringMatching(/`(outbox: createOutbox|streams: createStreams)/),
        },
      },
    });
  }
  const runWrite = vi.fn<RuntimeOutbox['runWrite']>(async () => ({ kind: 'live', value: 1 }));
  const identity = createCell({ subject: 'mira' });
  const outbox = { ...memoryOutbox({ identity }), runWrite };
  expect(await createWorld({ outbox }).holdfast.run(save)).toMatchObject({ kind: 'live' });
  expect(runWrite).toHaveBeenCalledOnce();
});

it('the incidents of a runtime hear the same events as its sinks', async () => {
  const incidents = createIncidents();
  const { holdfast, events } = createWorld({ incidents });
  const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
  await holdfast.run(list);
  expect(holdfast.incidents?.getSnapshot()).toMatchObject([{ name: 'note.list' }]);
  expect(events).toMatchObject([{ type: 'operation.started' }, { type: 'operation.settled' }]);
});

it('gives a new key to a caller that may send the same write again', async () => {
  const platform = createVirtualPlatform();
  const { newKey } = createHoldfast({ transport: scriptedTransport(), platform });
  const earlier = newKey();
  expect(newKey()).not.toBe(earlier);
  await platform.advance(1);
  expect(earlier < newKey()).toBe(true);
});
