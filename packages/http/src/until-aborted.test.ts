import { describe, expect, it } from 'vitest';
import { untilAborted } from './until-aborted.ts';

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => error,
  );

describe('shared work, for one caller', () => {
  it.each([undefined, new AbortController().signal])('ends as the work does', async (signal) => {
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    const error = new Error('lost');
    expect(await rejection(untilAborted(Promise.reject(error), signal))).toBe(error);
  });

  it('ends when the caller aborts or has aborted, while the work goes on', async () => {
    const caller = new AbortController();
    let finish!: (value: number) => void;
    const work = new Promise<number>((resolve) => (finish = resolve));
    const left = rejection(untilAborted(work, caller.signal));
    caller.abort();
    expect(await left).toMatchObject({ code: 'ABORTED' });
    expect(await rejection(untilAborted(work, caller.signal))).toMatchObject({ code: 'ABORTED' });
    finish(1);
    expect(await work).toBe(1);
  });
});
