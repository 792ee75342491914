import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from './new-event.ts';
import type { Appender, NewStream, StreamLog } from './stream-log.ts';

export interface LogUnderTest {
  readonly log: StreamLog;
  /** The same log as another process has it. */
  readonly elsewhere: StreamLog;
  readonly close: () => Promise<void>;
}

const writer = (at = 10, leaseUntil = 100): Appender => ({
  as: 'writer',
  writer: 'w1',
  at,
  leaseUntil,
});
const heir = (at: number): Appender => ({ as: 'heir', at });
const canceller: Appender = { as: 'canceller', at: 20 };
const stream = (id: string): NewStream => ({
  id,
  owner: 'mara',
  fingerprint: 'f1',
  writer: 'w1',
  leaseUntil: 100,
});
const delta = (text: string): NewEvent => ({ type: 'delta', text });
const done: NewEvent = { type: 'done' };
const lost: NewEvent = { type: 'interrupted', reason: 'server-lost' };
const cancelled: NewEvent = { type: 'interrupted', reason: 'cancelled' };

/** The rules that every `StreamLog` keeps. */
export function streamLogContract(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`${name} as a stream log`, () => {
    let under: LogUnderTest;
    let log: StreamLog;

    beforeEach(async () => {
      under = await open();
      log = under.log;
      await log.open(stream('s1'));
    });
    afterEach(() => under.close());

    it('opens a stream once, for the first caller', async () => {
      expect(await log.open(stream('s2'))).toBe(true);
      expect(await log.open({ ...stream('s2'), writer: 'w2' })).toBe(false);
      expect(await under.elsewhere.open(stream('s2'))).toBe(false);
      expect(await log.find('s2')).toEqual({
        ...stream('s2'),
        seq: 0,
        offset: 0,
        endedAt: undefined,
        gone: false,
      });
      expect(await log.find('s3')).toBeUndefined();
    });

    it('counts the streams of an owner that are open and have a living writer', async () => {
      await log.open({ ...stream('s2'), leaseUntil: 50 });
      await log.open(stream('s3'));
      await log.open({ ...stream('s4'), owner: 'noor' });
      await log.append('s3', [done], writer());
      expect(await under.elsewhere.running('mara', 50)).toBe(2);
      expect(await under.elsewhere.running('mara', 51)).toBe(1);
      expect(await under.elsewhere.running('ben', 0)).toBe(0);
    });

    it('takes the parts of a millisecond that a clock tells', async () => {
      await log.open({ ...stream('parts'), owner: 'noor', leaseUntil: 100.25 });
      expect(await log.append('parts', [delta('Once')], writer(10.5, 110.5))).toHaveLength(1);
      expect(await log.running('noor', 50.5)).toBe(1);
      expect(await log.append('parts', [lost], heir(100.5))).toBeUndefined();
      expect(await log.append('parts', [lost], heir(112.5))).toHaveLength(1);
      expect(await log.prune({ eventsBefore: 200.5, streamsBefore: 200.5 })).toBeGreaterThan(0);
      expect(await log.find('parts')).toBeUndefined();
    });

    it('does not count a lease that a wrong clock put days ahead', async () => {
      await log.open({ ...stream('ahead'), owner: 'noor', leaseUntil: 3 * 86_400_000 });
      expect(await log.running('noor', 3 * 86_400_000 - 6000)).toBe(1);
      expect(await log.running('noor', 50)).toBe(0);
    });

    it.each<[string, NewEvent]>([
      ['text', delta('x'.repeat(1_048_576))],
      ['text that takes many bytes', delta('\u0001'.repeat(180_000))],
      ['an event of the app', { type: 'picture', bytes: '🔥'.repeat(270_000) }],
    ])('refuses an event of more than 1 MiB by name, and writes nothing: %s', async (_, event) => {
      await expect(log.append('s1', [delta('Once'), event], writer())).rejects.toMatchObject({
        code: 'BODY_TOO_LARGE',
        details: { limitBytes: 1_048_576 },
      });
      expect(await log.find('s1')).toMatchObject({ seq: 0, offset: 0 });
      expect(await log.read('s1', 0, 10)).toEqual([]);
      expect(await log.append('s1', [delta('x'.repeat(1_000_000))], writer())).toHaveLength(1);
    });

    it('gives every event its place, and text its bytes', async () => {
      const first = await log.append(
        's1',
        [{ type: 'start', id: 's1' }, delta('naïve'), { type: 'mood', mood: 'calm' }],
        writer(),
      );
      const second = await log.append('s1', [delta('…🔥'), { type: 'usage', micros: 7 }], writer());
      const third = await log.append('s1', [done], writer());
      expect([...(first ?? []), ...(second ?? []), ...(third ?? [])]).toEqual([
        { seq: 1, type: 'start', id: 's1' },
        { seq: 2, type: 'delta', offset: 0, text: 'naïve' },
        { seq: 3, type: 'mood', mood: 'calm' },
        { seq: 4, type: 'delta', offset: 6, text: '…🔥' },
        { seq: 5, type: 'usage', micros: 7 },
        { seq: 6, type: 'done', offset: 13 },
      ]);
      expect(await log.find('s1')).toMatchObject({ seq: 6, offset: 13, endedAt: 10 });
    });

    it('gives back its events, in order, from any place on, also to another process', async () => {
      const texts = ['a', '\u0000', 'line\nbreak', '"quoted"', '\u2028'];
      const written = await log.append('s1', texts.map(delta), writer());
      expect(await under.elsewhere.read('s1', 0, 10)).toEqual(written);
      expect(await log.read('s1', 3, 10)).toEqual(written?.slice(3));
      expect(await log.read('s1', 1, 2)).toEqual(written?.slice(1, 3));
      expect(await log.read('s1', 5, 10)).toEqual([]);
      expect(await log.read('s2', 0, 10)).toEqual([]);
    });

    it('has nothing behind a place that it has not reached, however far', async () => {
      await log.append('s1', [delta('Once')], writer());
      for (const after of [2 ** 31, Number.MAX_SAFE_INTEGER]) {
        expect(await log.read('s1', after, 10)).toEqual([]);
      }
    });

    it('keeps streams apart', async () => {
      await log.open(stream('s2'));
      await log.append('s1', [delta('one')], writer());
      await log.append('s2', [delta('two')], writer());
      expect(await log.read('s2', 0, 10)).toMatchObject([{ seq: 1, text: 'two' }]);
    });

    it('takes no event from another writer, nor for an unknown stream', async () => {
      expect(await log.append('s2', [delta('a')], writer())).toBeUndefined();
      const stranger: Appender = { ...writer(), as: 'writer', writer: 'w2', leaseUntil: 100 };
      expect(await log.append('s1', [delta('a')], stranger)).toBeUndefined();
      expect(await log.read('s1', 0, 10)).toEqual([]);
    });

    it('takes nothing after the end', async () => {
      await log.append('s1', [done], writer());
      expect(await log.append('s1', [delta('a')], writer())).toBeUndefined();
      expect(await log.append('s1', [cancelled], canceller)).toBeUndefined();
      expect(await log.append('s1', [lost], heir(1000))).toBeUndefined();
      expect(await log.read('s1', 0, 10)).toHaveLength(1);
    });

    it('ends at once when it is cancelled, and its writer is told', async () => {
      await log.append('s1', [delta('ab')], writer());
      expect(await under.elsewhere.append('s1', [cancelled], canceller)).toEqual([
        { seq: 2, type: 'interrupted', offset: 2, reason: 'cancelled' },
      ]);
      expect(await log.append('s1', [], writer())).toBeUndefined();
      expect(await log.find('s1')).toMatchObject({ endedAt: 20 });
    });

    it('is inherited when its writer has been silent too long, and not before', async () => {
      await log.append('s1', [delta('ab')], writer(10, 200));
      expect(await under.elsewhere.append('s1', [lost], heir(200))).toBeUndefined();
      await log.append('s1', [], writer(150, 300));
      expect(await under.elsewhere.append('s1', [lost], heir(201))).toBeUndefined();
      expect(await under.elsewhere.append('s1', [lost], heir(301))).toEqual([
        { seq: 2, type: 'interrupted', offset: 2, reason: 'server-lost' },
      ]);
      expect(await log.append('s1', [delta('too late')], writer())).toBeUndefined();
    });

    it('stays open when its server only stops', async () => {
      const stopping: NewEvent = { type: 'interrupted', reason: 'server-stopping' };
      await log.append('s1', [stopping], writer(10, 0));
      expect(await log.find('s1')).toMatchObject({ seq: 1, endedAt: undefined, leaseUntil: 0 });
      expect(await log.append('s1', [lost], heir(11))).toHaveLength(1);
    });

    it('leaves one end when several appenders end it', async () => {
      const ends = await Promise.all([
        log.append('s1', [done], writer()),
        under.elsewhere.append('s1', [cancelled], canceller),
        log.append('s1', [lost], heir(1000)),
        under.elsewhere.append('s1', [cancelled], canceller),
      ]);
      expect(ends.filter((end) => end !== undefined)).toHaveLength(1);
      expect(await log.read('s1', 0, 10)).toHaveLength(1);
    });

    it('wakes the watchers of the stream, and none that has stopped', async () => {
      let woken = 0;
      const stop = log.watch('s1', () => (woken += 1));
      const other = log.watch('s2', () => (woken += 100));
      await log.append('s1', [delta('a')], writer());
      expect(woken).toBe(1);
      stop();
      await log.append('s1', [delta('b')], writer());
      expect(woken).toBe(1);
      other();
    });

    it('forgets events first, and that there was a stream only later', async () => {
      for (const [id, at] of [
        ['old', 10],
        ['new', 50],
      ] as const) {
        await log.open(stream(id));
        await log.append(id, [delta('a'), done], writer(at));
      }
      expect(await log.prune({ eventsBefore: 50, streamsBefore: 0 })).toBe(1);
      expect(await log.find('old')).toMatchObject({ gone: true, seq: 2, endedAt: 10 });
      expect(await log.read('old', 0, 10)).toEqual([]);
      expect(await log.read('new', 0, 10)).toHaveLength(2);
      expect(await log.open(stream('old'))).toBe(false);
      expect(await log.prune({ eventsBefore: 50, streamsBefore: 50 })).toBe(0);
      expect(await log.find('old')).toBeUndefined();
      expect(await log.find('new')).toBeDefined();
    });

    it('forgets a stream of a lost writer, counted from its lease', async () => {
      expect(await log.prune({ eventsBefore: 100, streamsBefore: 0 })).toBe(0);
      expect(await log.prune({ eventsBefore: 101, streamsBefore: 0 })).toBe(1);
      expect(await log.find('s1')).toMatchObject({ gone: true, endedAt: 100 });
    });
  });
}
