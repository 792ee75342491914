import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { NOT_FOUND, UNAVAILABLE } from '../../failures/kinds/http.ts';
import { deadline } from '../time/deadline.ts';
import { fallback, substitute } from './fallback.ts';
import { fixedBackoff } from '../retry/backoff.ts';
import { pipeline } from '../engine/pipeline.ts';
import { retry } from '../retry/retry.ts';
import { createStaleIfError } from './create-stale-if-error.ts';

const down = (): Promise<never> => Promise.reject(new Failure(UNAVAILABLE));
const unable = {
  answer: (): never => {
    throw new Error('nor I');
  },
};

const broken = (): never => {
  throw new Error('mine');
};

describe('a fallback', () => {
  it('changes nothing for work that succeeds', async () => {
    const run = pipeline(fallback([substitute('instead')]));
    expect(await run(() => 'itself')).toBe('itself');
  });

  it('answers with the first alternative that can answer', async () => {
    const run = pipeline(fallback([unable, substitute('second'), substitute('third')]));
    expect(await run<string>(down)).toBe('second');
  });

  it('fails with the failure of the work when no alternative can answer', async () => {
    await expect(pipeline(fallback([unable]))(down)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('comes after all attempts, and with the deadline inside', async () => {
    const platform = createVirtualPlatform();
    let calls = 0;
    const run = pipeline(
      { platform },
      fallback([substitute(-1)]),
      deadline({ totalMs: 1_000 }),
      retry({ maxAttempts: 3, backoff: fixedBackoff(10) }),
    );
    const running = run<number>(
      () => {
        calls += 1;
        return down();
      },
      { key: 'k1' },
    );
    await platform.advance(100);
    expect(await running).toBe(-1);
    expect(calls).toBe(3);
  });

  it('does not stand in for a refusal of the server', async () => {
    const run = pipeline(fallback([substitute(1)]));
    const missing = run(() => Promise.reject(new Failure(NOT_FOUND)));
    await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stands in for a refusal when `when` says so', async () => {
    const run = pipeline(fallback([substitute(1)], { when: ({ code }) => code === 'NOT_FOUND' }));
    expect(await run<number>(() => Promise.reject(new Failure(NOT_FOUND)))).toBe(1);
  });

  it('changes nothing when a function of the app throws, and the exception surfaces', async () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const noted = pipeline(fallback([{ answer: broken, note: broken }, substitute(1)]));
    expect(await noted(() => 'live')).toBe('live');
    expect(await noted<number>(down)).toBe(1);
    const asked = pipeline(fallback([substitute(1)], { when: broken }));
    await expect(asked(down)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(surfaced).toEqual([new Error('mine'), new Error('mine')]);
    vi.unstubAllGlobals();
  });

  it('lets its caller abort while an alternative does not answer', async () => {
    const caller = new AbortController();
    const silent = { answer: () => new Promise(() => {}) };
    const run = pipeline(fallback([silent, substitute(1)]));
    const running = run(down, { signal: caller.signal });
    await createVirtualPlatform().advance(0);
    caller.abort();
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('fails with the failure object of the work itself, also when the caller can abort', async () => {
    const failure = new Failure(UNAVAILABLE, { attempts: 3 });
    const run = pipeline(fallback([unable]));
    const { signal } = new AbortController();
    await expect(run(() => Promise.reject(failure), { signal })).rejects.toBe(failure);
  });

  it('calls an alternative that is an instance of a class as its method', async () => {
    class Last {
      value: unknown = 'nothing';
      answer(): unknown {
        return this.value;
      }
      note(value: unknown): void {
        this.value = value;
      }
    }
    const run = pipeline(fallback([new Last()]));
    await run(() => 'noted');
    expect(await run<unknown>(down)).toBe('noted');
  });

  it('gives no substitute to a caller that aborted', async () => {
    const run = pipeline(fallback([substitute(1)], { when: () => true }));
    const aborted = run(() => 2, { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

function reading(maxEntries = 100) {
  const platform = createVirtualPlatform();
  const stale = createStaleIfError({ maxAgeMs: 1_000, maxEntries });
  return { platform, run: pipeline({ platform }, fallback([stale])) };
}

describe('a stale answer', () => {
  it('is given again while it is young enough', async () => {
    const { platform, run } = reading();
    await run(() => 'fresh', { name: 'list' });
    await platform.advance(1_000);
    expect(await run<string>(down, { name: 'list' })).toBe('fresh');
    await platform.advance(1);
    await expect(run(down, { name: 'list' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is not younger because the clock was set back', async () => {
    const { platform, run } = reading();
    await run(() => 'fresh', { name: 'list' });
    await platform.advance(1_001);
    platform.jumpWallClock(-1_000);
    await expect(run(down, { name: 'list' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is never that of another call', async () => {
    const { run } = reading();
    await run(() => 'mine', { name: 'mine' });
    await expect(run(down, { name: 'other' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(run(down)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is dropped when newer ones need its place', async () => {
    const { run } = reading(2);
    for (const name of ['a', 'b', 'a', 'c']) await run(() => name, { name });
    expect(await run<string>(down, { name: 'a' })).toBe('a');
    await expect(run(down, { name: 'b' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
