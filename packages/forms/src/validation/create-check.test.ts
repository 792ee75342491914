import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createCheck, type CheckOptions } from './create-check.ts';

/** A check that asks the test in place of a server. */
function setUp(options: Partial<CheckOptions<string>> = {}) {
  const platform = createVirtualPlatform();
  const asked: {
    readonly value: string;
    readonly signal: AbortSignal;
    readonly yes: () => void;
    readonly no: () => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  const { check, getSnapshot, subscribe, forget } = createCheck<string>({
    platform,
    ask: (value, { signal }) =>
      new Promise((resolve, reject) => {
        const yes = (): void => resolve(undefined);
        const no = (): void => resolve(`${value} is taken.`);
        asked.push({ value, signal, yes, no, fail: reject });
      }),
    ...options,
  });
  return { platform, asked, check, forget, subscribe, state: getSnapshot };
}

describe('a check that asks a server', () => {
  it('asks after a pause in typing, once, about the newest value', async () => {
    const { platform, asked, check, state } = setUp();
    const answers = ['M', 'Ma', 'Mar'].map((value) => check(value));
    expect(state()).toEqual({ kind: 'checking' });
    await platform.advance(299);
    expect(asked).toEqual([]);
    await platform.advance(1);
    expect(asked.map(({ value }) => value)).toEqual(['Mar']);
    asked[0]?.no();
    // A caller with an older value gets the answer for the newest one, and so never waits for an old answer.
    expect(await Promise.all(answers)).toEqual(Array(3).fill('Mar is taken.'));
    expect(state()).toEqual({ kind: 'refused', message: 'Mar is taken.' });
  });

  it('aborts a question about an older value, and ignores its late answer', async () => {
    const { platform, asked, check, state } = setUp();
    const older = check('Mara');
    await platform.advance(300);
    const newer = check('Maria');
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.no();
    await platform.advance(300);
    asked[1]?.yes();
    expect(await Promise.all([older, newer])).toEqual([undefined, undefined]);
    expect(state()).toEqual({ kind: 'passed' });
    asked[0]?.fail(new Error('late'));
    await platform.advance(0);
    expect(state()).toEqual({ kind: 'passed' });
  });

  it('joins a question about the same value', async () => {
    const { platform, asked, check } = setUp();
    const both = Promise.all([check('Mara'), check('Mara')]);
    await platform.advance(300);
    asked[0]?.yes();
    expect(await both).toEqual([undefined, undefined]);
    expect(asked).toHaveLength(1);
  });

  it('remembers an answer for a while, and then asks again', async () => {
    const { platform, asked, check, state } = setUp({ cacheMs: 1000 });
    const first = check('Mara');
    await platform.advance(300);
    asked[0]?.no();
    await first;
    await platform.advance(999);
    expect(await check('Mara')).toBe('Mara is taken.');
    expect(state()).toEqual({ kind: 'refused', message: 'Mara is taken.' });
    await platform.advance(1);
    void check('Mara');
    await platform.advance(300);
    expect(asked).toHaveLength(2);
  });

  it('remembers a limited number of answers, and drops the least used first', async () => {
    const { platform, asked, check } = setUp({ cacheSize: 2, debounceMs: 0 });
    const ask = async (value: string): Promise<void> => {
      const before = asked.length;
      const answer = check(value);
      await platform.advance(0);
      if (asked.length > before) asked.at(-1)?.yes();
      await answer;
    };
    for (const value of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(value);
    expect(asked.map(({ value }) => value)).toEqual(['a', 'b', 'c', 'b']);
  });

  it('tells files and other values without a text apart', async () => {
    const platform = createVirtualPlatform();
    const asked: unknown[] = [];
    const { check } = createCheck<unknown>({
      ...{ platform, debounceMs: 0 },
      ask: (value) => void asked.push(value),
    });
    const values = [new File(['a'], 'a'), new File(['b'], 'b'), 5n, NaN, null, new Set([1])];
    for (const value of values) {
      const answer = check(value);
      await platform.advance(0);
      expect(await answer).toBeUndefined();
      await check(value);
    }
    expect(asked).toEqual(values);
  });

  it('forgets its answers when the app says so', async () => {
    const { platform, asked, check, forget } = setUp();
    const first = check('Mara');
    await platform.advance(300);
    asked[0]?.no();
    await first;
    forget();
    void check('Mara');
    await platform.advance(300);
    expect(asked).toHaveLength(2);
  });

  it('says when it could not ask, and asks again the next time', async () => {
    const { platform, asked, check, state } = setUp();
    const first = check('Mara');
    await platform.advance(300);
    asked[0]?.fail(new Failure(NETWORK_FAILED));
    expect(await first).toBe('This could not be checked. The server cannot be reached.');
    expect(state()).toMatchObject({ kind: 'failed', failure: { code: 'NETWORK_FAILED' } });
    const second = check('Mara');
    await platform.advance(300);
    asked[1]?.yes();
    expect(await second).toBeUndefined();
  });

  it('takes an exception of the app’s code as a failure of the field too', async () => {
    const { platform, check, state } = setUp({
      ask: () => {
        throw new TypeError('on purpose');
      },
    });
    const answer = check('Mara');
    await platform.advance(300);
    expect(await answer).toBe('This could not be checked. Something went wrong.');
    expect(state()).toMatchObject({ kind: 'failed', failure: { code: 'DEFECT' } });
  });

  it('lets a value pass that could not be checked, where the server checks it anyway', async () => {
    const { platform, asked, check, state } = setUp({ whenFailed: 'accept' });
    const answer = check('Mara');
    await platform.advance(300);
    asked[0]?.fail(new Failure(NETWORK_FAILED));
    expect(await answer).toBeUndefined();
    expect(state().kind).toBe('failed');
  });

  it('does not wait for an answer without end', async () => {
    const { platform, asked, check } = setUp({ timeoutMs: 5000 });
    const answer = check('Mara');
    await platform.advance(300);
    await platform.advance(5000);
    expect(await answer).toBe('This could not be checked. The server took too long.');
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(platform.pending()).toBe(0);
  });
});
