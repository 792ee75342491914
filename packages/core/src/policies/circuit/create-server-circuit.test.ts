import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure, isFailure } from '../../failures/failure.ts';
import { NOT_FOUND, SERVER_ERROR } from '../../failures/kinds/http.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { pipeline } from '../engine/pipeline.ts';
import { isolateCircuit } from './circuit-control.ts';
import { createServerCircuit } from './create-server-circuit.ts';

type End = 'well' | 'broken' | 'unreachable' | 'refused';

const failures = {
  broken: () => new Failure(SERVER_ERROR),
  unreachable: () => new Failure(NETWORK_FAILED),
  refused: () => new Failure(NOT_FOUND),
};

/** A server behind the circuit, with how each operation ends at this moment. */
function createServer() {
  const platform = createVirtualPlatform();
  const held: string[] = [];
  const circuit = createServerCircuit((name) => held.push(name));
  const run = pipeline({ platform }, circuit);
  const asked: string[] = [];

  /** Calls an operation. The result says whether the call came to the server, and how it ended there. */
  async function call(name: string, end: End, afterMs = 0): Promise<End | 'held'> {
    const work = (): Promise<void> => {
      asked.push(name);
      return new Promise((resolve, reject) => {
        const settle = (): void => (end === 'well' ? resolve() : reject(failures[end]()));
        if (afterMs) platform.schedule(afterMs, settle);
        else settle();
      });
    };
    try {
      await run(work, { name });
      return 'well';
    } catch (failure) {
      return isFailure(failure, 'CIRCUIT_OPEN') ? 'held' : end;
    }
  }

  /** Calls the operations in turn, one call each 100 ms. */
  async function poll(
    forMs: number,
    ends: Readonly<Record<string, End>>,
  ): Promise<(End | 'held')[]> {
    const results: (End | 'held')[] = [];
    const turns = Array.from({ length: forMs / 100 }).flatMap(() => Object.entries(ends));
    for (const [name, end] of turns.slice(0, forMs / 100)) {
      results.push(await call(name, end));
      await platform.advance(100);
    }
    return results;
  }

  const takeDown = () => poll(500, { notes: 'unreachable', stories: 'unreachable' });

  return { platform, circuit, held, asked, call, poll, takeDown };
}

const named = (count: number, end: End): Record<string, End> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`read ${index}`, end]));

describe('the circuit of a server', () => {
  it('lets no broken operation hold one that is well', async () => {
    const step = fc.record({
      name: fc.constantFrom('broken', 'cut off', 'well', 'also well'),
      afterMs: fc.constantFrom(0, 0, 300, 4_500),
      waitMs: fc.constantFrom(0, 0, 50, 1_000, 4_000, 5_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const { platform, call } = createServer();
        const calls: Promise<string>[] = [];
        for (const { name, afterMs, waitMs } of steps) {
          if (name.endsWith('well')) calls.push(call(name, 'well', afterMs));
          else void call(name, name === 'broken' ? 'broken' : 'unreachable', afterMs);
          await platform.advance(waitMs);
        }
        await platform.advance(10_000);
        expect(new Set(await Promise.all(calls))).not.toContain('held');
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [1, 5 + 60 / 5],
    [2, 5 + 60 / 4],
    [5, 5 + 60 / 4],
    [20, 20 + 60 / 4],
  ])('asks a dead server with %i operations at most %i times in a minute', async (count, most) => {
    const { poll, asked, circuit } = createServer();
    await poll(60_000, named(count, 'unreachable'));
    expect(asked.length).toBeLessThanOrEqual(most);
    expect(asked.length).toBeGreaterThan(10);
    expect(circuit.getSnapshot() === 'closed').toBe(count === 1);
  });

  it.each([1, 2, 5, 20])(
    'finds a server again within five seconds, with %i operations',
    async (count) => {
      const { poll } = createServer();
      await poll(30_000, named(count, 'unreachable'));
      await poll(5_000 + 200 * count, named(count, 'well'));
      expect(new Set(await poll(200 * count, named(count, 'well')))).toEqual(new Set(['well']));
    },
  );

  it('does not give every probe to an operation that stays broken, when another is well again', async () => {
    const { poll } = createServer();
    await poll(20_000, { first: 'broken', second: 'broken' });
    const results = await poll(10_000, { first: 'broken', second: 'well' });
    expect(results).toContain('well');
    // From then on only the broken one is held.
    const later = await poll(10_000, { first: 'broken', second: 'well' });
    expect(later.filter((_, index) => index % 2)).not.toContain('held');
    expect(later.filter((end) => end === 'broken').length).toBeLessThanOrEqual(2);
  });

  it('holds a broken operation by itself, and tells of its circuit', async () => {
    const { call, held, circuit } = createServer();
    for (let count = 0; count < 9; count += 1) {
      expect(await call('notes', 'broken')).toBe(count < 5 ? 'broken' : 'held');
    }
    expect(held).toEqual(['notes']);
    expect(circuit.getSnapshot()).toBe('closed');
  });

  it('blames the server when a second operation failed twice, and no other was answered well', async () => {
    const { call, circuit } = createServer();
    for (const name of ['notes', 'notes', 'notes', 'notes', 'stories']) {
      await call(name, 'broken');
    }
    expect(circuit.getSnapshot()).toBe('closed');
    await call('stories', 'broken');
    expect(circuit.getSnapshot()).toBe('open');
    expect(await call('stories', 'well')).toBe('held');
  });

  it.each(['well', 'refused'] as const)(
    'believes that the server is there when another operation is %s',
    async (end) => {
      const { call, circuit, takeDown } = createServer();
      await takeDown();
      expect(circuit.getSnapshot()).toBe('open');
      expect(await call('places', end)).toBe(end);
      expect(circuit.getSnapshot()).toBe('closed');
      expect(await call('stories', 'well')).toBe('well');
    },
  );

  it('refuses also an operation that has not failed while the app holds the server by hand', async () => {
    const { platform, circuit, call, takeDown } = createServer();
    await takeDown();
    const late = call('places', 'well', 1_000);
    const end = isolateCircuit(circuit);
    await platform.advance(1_000);
    expect(await late).toBe('well');
    expect(circuit.getSnapshot()).toBe('isolated');
    await expect(
      pipeline({ platform }, circuit)(() => Promise.resolve(), { name: 'places' }),
    ).rejects.toMatchObject({ code: 'CIRCUIT_ISOLATED' });
    end();
    expect(await call('places', 'well')).toBe('well');
  });

  it('blames the server for no call that began before it was well again', async () => {
    const { platform, circuit, call, takeDown } = createServer();
    for (const name of ['tales', 'plots', 'tales', 'plots', 'tales'])
      void call(name, 'broken', 1_000);
    await takeDown();
    await call('places', 'well');
    await platform.advance(1_000);
    await call('tales', 'broken');
    expect(circuit.getSnapshot()).toBe('closed');
  });

  it('holds a broken operation after five failures also when the server was down before', async () => {
    const { call, poll, takeDown } = createServer();
    await takeDown();
    await call('places', 'well');
    expect((await poll(700, { tales: 'broken' })).indexOf('held')).toBe(5);
  });

  it('holds nothing for ever, whatever the calls did before, and in whatever order they ended', async () => {
    const step = fc.record({
      name: fc.constantFrom('notes', 'stories', 'places'),
      end: fc.constantFrom<End>('well', 'broken', 'broken', 'unreachable', 'refused'),
      afterMs: fc.constantFrom(0, 0, 300, 4_500, 9_000),
      waitMs: fc.constantFrom(0, 0, 50, 1_000, 4_000, 5_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { platform, call, poll } = createServer();
        for (const { name, end, afterMs, waitMs } of steps) {
          void call(name, end, afterMs);
          await platform.advance(waitMs);
        }
        await platform.advance(10_000);
        const all = { notes: 'well', stories: 'well', places: 'well' } as const;
        await poll(6_000, all);
        expect(new Set(await poll(600, all))).toEqual(new Set(['well']));
      }),
      { numRuns: 40 },
    );
  });
});
