import { isFailure, fetchTransport } from '@holdfast/core';
import { createSession, withFailover, withSharedReads } from '@holdfast/http';
import { createStreams, ndjson } from '@holdfast/http/streams';
import { absurdOptions, createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it } from 'vitest';

// Each option with a sensible value, `undefined` for one that takes any value. The types ask for every option, so that a new one cannot be forgotten here.
type Every<TOptions> = { readonly [TName in keyof TOptions]-?: TOptions[TName] | undefined };

interface Row {
  readonly every: object;
  readonly make: (options: never) => unknown;
}
const row = <TOptions>(make: (options: TOptions) => unknown, every: Every<TOptions>): Row => ({
  make,
  every,
});

const platform = createVirtualPlatform();
const transport = fetchTransport();
const { channel, locks } = memoryTabs().open();
const failover = { run: async <T>(work: (url: string) => Promise<T>): Promise<T> => work('a') };

const rows: Readonly<Record<string, Row>> = {
  createSession: row(createSession, {
    ...{ refresh: async () => 'a', authorize: () => ({}), baseUrl: '/', locks, channel, platform },
    refreshWithinMs: 5,
  }),
  withSharedReads: row(
    (options: Parameters<typeof withSharedReads>[1] & {}) => withSharedReads(transport, options),
    { joinWithinMs: 5, platform },
  ),
  withFailover: row(
    (options: Parameters<typeof withFailover>[2] & {}) =>
      withFailover(transport, failover, options),
    { baseUrl: '/', answerWithinMs: 5, platform },
  ),
  createStreams: row(createStreams, {
    ...{
      formats: [ndjson],
      heartbeatMs: undefined,
      healthyMs: 5,
      maxAttempts: undefined,
      backoff: () => 5,
    },
    ...{ maxHintMs: undefined, maxEventBytes: 5, frameMs: 5, wake: () => () => {}, locks, channel },
    ...{ saveEveryMs: 5, maxBehind: 5 },
  }),
};

it.each(Object.entries(rows))('%s takes sensible options, and refuses absurd ones', (_, one) => {
  const { make, every } = one;
  expect(() => make(every as never)).not.toThrow();
  const isRefused = (options: object): boolean => {
    try {
      make(options as never);
      return false;
    } catch (error) {
      return isFailure(error, 'DEFECT');
    }
  };
  const taken = absurdOptions(every).filter(
    ([option, value]) => !isRefused({ ...every, [option]: value }),
  );
  expect(taken).toEqual([]);
});

it.each([[[]], [['/a/', '/a/']], ['']])('a session is refused the addresses %j', (baseUrl) => {
  const make = (): unknown => createSession({ refresh: async () => 'a', baseUrl });
  expect(make).toThrow(expect.objectContaining({ code: 'DEFECT' }));
});

it('streams are refused without a format', () => {
  expect(() => createStreams({ formats: [] })).toThrow(expect.objectContaining({ code: 'DEFECT' }));
});
