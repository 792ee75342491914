import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RelayedEvent } from './relay-event.ts';
import type { RelaySink, RelayVerdict } from './relay-sink.ts';

/** What a receiver does with the next messages. */
export type ReceiverMood =
  | 'takes'
  /** Cuts the connection before it reads. */
  | 'cuts before'
  /** Reads a message whole, acts on it, and cuts the connection. */
  | 'cuts after'
  /** Reads a message and says nothing. */
  | 'is silent'
  | 'is overloaded'
  | 'refuses the secret'
  | 'refuses the message';

/** A sink with a receiver that a test controls. */
export interface SinkUnderTest {
  readonly sink: RelaySink;
  readonly event: (key: string, position: number) => RelayedEvent;
  /** Texts that nothing may show: addresses, keys, tokens. */
  readonly secrets: readonly string[];
  set(mood: ReceiverMood): void;
  /** How many messages the receiver has read since `set`. */
  received(): number;
  /** Resolves when the receiver has read this many messages. */
  readUpTo(count: number): Promise<void>;
  /** Lets the deadline of an attempt pass. */
  passDeadline(): Promise<void>;
  close(): Promise<void>;
}

export interface SinkContract {
  readonly name: string;
  readonly open: () => Promise<SinkUnderTest>;
  /** The verdict of the sink on an attempt that may have arrived. @default 'retry' */
  readonly uncertain?: 'retry' | 'dead';
  /** Whether its receiver has an order of events. @default true */
  readonly keepsOrder?: boolean;
  /** Whether it waits for a receiver. For a sink that does not wait, the relay's own deadline holds. @default true */
  readonly waits?: boolean;
}

/** The rules that a relay expects every sink to keep. */
export function relaySinkContract({
  name,
  open,
  uncertain = 'retry',
  keepsOrder = true,
  waits = true,
}: SinkContract): void {
  describe(`${name}, as a sink of the relay`, () => {
    let test: SinkUnderTest;
    const told: unknown[] = [];
    const send = async (
      events: readonly RelayedEvent[],
      signal = new AbortController().signal,
    ): Promise<readonly RelayVerdict[]> => {
      const verdicts = await test.sink.send(events, { signal });
      told.push(verdicts);
      return verdicts;
    };
    const one = async (): Promise<RelayVerdict | undefined> => {
      const [verdict] = await send([test.event('a', 1)]);
      return verdict;
    };

    beforeAll(async () => {
      test = await open();
    });
    beforeEach(() => test.set('takes'));
    afterAll(() => test.close());

    it('gives a verdict for each event', async () => {
      expect(await send([])).toEqual([]);
      const events = [test.event('a', 1), test.event('b', 1), test.event('a', 2)];
      const batch = events.slice(0, test.sink.maxBatch ?? 1);
      expect(await send(batch)).toEqual(batch.map(() => ({ outcome: 'done' })));
      expect(test.received()).toBeGreaterThan(0);
      expect(test.received()).toBeLessThanOrEqual(batch.length);
    });

    it.each([
      ['is overloaded', 'retry'],
      ['refuses the secret', 'blocked'],
      ['refuses the message', 'dead'],
    ] as const)('takes a receiver that %s for %s', async (mood, outcome) => {
      test.set(mood);
      expect(await one()).toMatchObject({ outcome, failure: { name: 'Failure' } });
    });

    it.runIf(keepsOrder)(
      'sends no later event of a key after one that did not arrive',
      async () => {
        test.set('refuses the message');
        const verdicts = await send([test.event('a', 1), test.event('a', 2)]);
        expect(verdicts.map(({ outcome }) => outcome)).toEqual(['dead', 'retry']);
        expect(test.received()).toBe(1);
      },
    );

    it('retries when the connection is cut before the receiver has read', async () => {
      test.set('cuts before');
      const outcome = await one();
      expect(['retry', uncertain]).toContain(outcome?.outcome);
      expect(test.received()).toBe(0);
    });

    it(`marks an attempt as uncertain when the answer is cut, and says ${uncertain}`, async () => {
      test.set('cuts after');
      expect(await one()).toMatchObject({ outcome: uncertain, failure: { effect: 'unknown' } });
      expect(test.received()).toBe(1);
    });

    it.runIf(waits)('stops waiting for a silent receiver at the deadline', async () => {
      test.set('is silent');
      const verdict = one();
      await test.readUpTo(1);
      await test.passDeadline();
      expect(await verdict).toMatchObject({
        outcome: uncertain,
        failure: { code: 'TIMEOUT', effect: 'unknown' },
      });
    });

    it.runIf(waits)('stops waiting at once when the relay stops', async () => {
      test.set('is silent');
      const stop = new AbortController();
      const verdict = send([test.event('a', 1)], stop.signal);
      await test.readUpTo(1);
      stop.abort();
      const [said] = await verdict;
      expect(said).toMatchObject({ outcome: uncertain, failure: { effect: 'unknown' } });
    });

    it.runIf(waits)('sends nothing after it is closed, and says that the event waits', async () => {
      await test.sink.close?.();
      expect(await one()).toMatchObject({ outcome: 'retry', failure: { effect: 'none' } });
      expect(test.received()).toBe(0);
    });

    it('shows no secret in any verdict', () => {
      expect(told.length).toBeGreaterThan(7);
      const shown = JSON.stringify(told) + inspect(told, { depth: 12, showHidden: true });
      for (const secret of test.secrets) expect(shown).not.toContain(secret);
    });
  });
}
