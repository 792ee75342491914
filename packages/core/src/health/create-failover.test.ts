import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { Failure } from '../failures/failure.ts';
import type { FailureKind } from '../failures/failure-kind.ts';
import { NOT_FOUND, RATE_LIMITED, UNAVAILABLE } from '../failures/kinds/http.ts';
import { ABORTED, NETWORK_FAILED } from '../failures/kinds/network.ts';
import { DEADLINE_EXCEEDED } from '../failures/kinds/policy.ts';
import type { TelemetryEvent } from '../telemetry/telemetry-event.ts';
import { createFailover } from './create-failover.ts';

const read = { effect: 'none' } as const;

function serving(urls: readonly string[] = ['a', 'b']) {
  const platform = createVirtualPlatform();
  const events: TelemetryEvent[] = [];
  const failover = createFailover({
    urls,
    platform,
    sinks: [(event) => void events.push(event)],
    consecutiveFailures: 2,
    baseMs: 1_000,
    localFaultMs: 500,
  });
  const down = new Map<string, Error>();
  const asked: string[] = [];
  const work = async (url: string): Promise<string> => {
    asked.push(url);
    const error = down.get(url);
    if (error) throw error;
    return url;
  };
  const fails = (url: string, kind: FailureKind): void => void down.set(url, new Failure(kind));
  return { platform, events, failover, down, fails, asked, work };
}

describe('failover', () => {
  it('asks the preferred endpoint while it is well', async () => {
    const { failover, work } = serving();
    expect([await failover.run(work), await failover.run(work)]).toEqual(['a', 'a']);
    expect(failover.getSnapshot().status).toBe('up');
  });

  it.each([UNAVAILABLE, NETWORK_FAILED])('goes on to the next after $code', async (kind) => {
    const { failover, work, fails } = serving();
    fails('a', kind);
    expect(await failover.run(work, read)).toBe('b');
    expect(await failover.run(work, { key: 'k1' })).toBe('b');
  });

  it('does not send a write without a key twice', async () => {
    const { failover, work, fails, asked } = serving();
    fails('a', NETWORK_FAILED);
    await expect(failover.run(work)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(asked).toEqual(['a']);
  });

  it.each([NOT_FOUND, RATE_LIMITED, ABORTED])('does not go on after $code', async (kind) => {
    const { failover, work, fails, asked } = serving();
    fails('a', kind);
    await expect(failover.run(work, read)).rejects.toMatchObject({ code: kind.code });
    expect(asked).toEqual(['a']);
    expect(failover.getSnapshot().status).toBe('up');
  });

  it.each<[string, Error]>([
    ['a mistake of ours', new TypeError('not a function')],
    ['a failure of no server', new Failure(DEADLINE_EXCEEDED, { status: undefined })],
  ])('does not go on after %s', async (_, error) => {
    const { failover, work, down, asked } = serving();
    down.set('a', error);
    await expect(failover.run(work, read)).rejects.toBe(error);
    expect(asked).toEqual(['a']);
  });

  it('leaves out an endpoint for a time when it keeps failing, and tells the sink', async () => {
    const { platform, failover, work, fails, down, asked, events } = serving();
    let heard = 0;
    failover.subscribe(() => (heard += 1));
    fails('a', UNAVAILABLE);
    await failover.run(work, read);
    await failover.run(work, read);
    expect(failover.getSnapshot()).toEqual({
      status: 'degraded',
      endpoints: [
        { url: 'a', isIn: false },
        { url: 'b', isIn: true },
      ],
    });
    await failover.run(work, read);
    expect(asked).toEqual(['a', 'b', 'a', 'b', 'b']);
    down.clear();
    await platform.advance(1_000);
    expect(await failover.run(work, read)).toBe('a');
    expect(
      events.map((event) => event.type === 'endpoint.changed' && [event.url, event.state]),
    ).toEqual([['a', 'ejected']]);
    expect([heard, failover.getSnapshot().status]).toEqual([2, 'up']);
  });

  it('fails with the last failure when all endpoints fail, and tries all of them again the next time', async () => {
    const { failover, work, fails, asked } = serving();
    for (const url of ['a', 'b']) fails(url, UNAVAILABLE);
    for (let call = 0; call < 3; call += 1) {
      await expect(failover.run(work, read)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    expect(failover.getSnapshot().status).toBe('down');
    expect(asked).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('leaves no endpoint out when none can be reached: the fault is local', async () => {
    const { platform, failover, work, fails, down } = serving();
    for (const url of ['a', 'b']) fails(url, NETWORK_FAILED);
    for (let call = 0; call < 4; call += 1) await failover.run(work, read).catch(() => {});
    expect(failover.getSnapshot()).toEqual({
      status: 'offline',
      endpoints: [
        { url: 'a', isIn: true },
        { url: 'b', isIn: true },
      ],
    });
    down.clear();
    await platform.advance(1);
    expect(await failover.run(work, read)).toBe('a');
    expect(failover.getSnapshot().status).toBe('up');
  });

  it.each([[[]], [['a', 'b', 'a']]])('refuses the endpoints %j', (urls) => {
    expect(() => createFailover({ urls })).toThrow(expect.objectContaining({ code: 'DEFECT' }));
  });
});

it('failover does not send an answered request to another endpoint because a sink throws', async () => {
  const surfaced: unknown[] = [];
  vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
  const failover = createFailover({
    urls: ['a', 'b'],
    sinks: [
      () => {
        throw new Error('mine');
      },
    ],
    consecutiveFailures: 1,
  });
  const tried: string[] = [];
  const answered = failover.run(
    async (url) => {
      tried.push(url);
      if (url === 'a') throw new Failure(NETWORK_FAILED);
      return url;
    },
    { effect: 'none' },
  );
  expect(await answered).toBe('b');
  expect(tried).toEqual(['a', 'b']);
  expect(surfaced).toEqual([new Error('mine')]);
  vi.unstubAllGlobals();
});
