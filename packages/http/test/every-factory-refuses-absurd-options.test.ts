import { isFailure, fetchTransport } from '@holdfast/core';
import { tokenBucket, createRateLimit } from '@holdfast/core/policies';
import * as http from '@holdfast/http';
import * as foreign from '@holdfast/http/foreign';
import * as streams from '@holdfast/http/streams';
import { absurdOptions, createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import ky from 'ky';
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

const limit = createRateLimit({ limiter: tokenBucket({ perSecond: 5 }) });
const any = undefined;

const rows: Readonly<Record<string, Row>> = {
  kyTransport: row((options: http.KyTransportOptions) => http.kyTransport(ky, options), {
    maxAnswerBytes: 5,
    readIssues: () => [],
  }),
  resilientFetch: row(
    (options: http.ResilientFetchOptions) => http.resilientFetch(fetch, options),
    { guard: any, waitMsOf: () => 5, platform },
  ),
  withForeignAnswers: row(
    (options: foreign.ForeignAnswersOptions) => foreign.withForeignAnswers(transport, options),
    { platform },
  ),
  withRateLimitHints: row(
    (options: Parameters<typeof http.withRateLimitHints>[2] & {}) =>
      http.withRateLimitHints(transport, limit, options),
    { platform },
  ),
  sseFormat: row(streams.sseFormat, { done: 'a' }),
  createSession: row(http.createSession, {
    ...{ refresh: async () => 'a', authorize: () => ({}), baseUrl: '/', locks, channel, platform },
    refreshWithinMs: 5,
  }),
  withSharedReads: row(
    (options: Parameters<typeof http.withSharedReads>[1] & {}) =>
      http.withSharedReads(transport, options),
    { joinWithinMs: 5, platform },
  ),
  withFailover: row(
    (options: Parameters<typeof http.withFailover>[2] & {}) =>
      http.withFailover(transport, failover, options),
    { baseUrl: '/', answerWithinMs: 5, platform },
  ),
  createStreams: row(streams.createStreams, {
    ...{
      formats: [streams.ndjson],
      heartbeatMs: 5,
      healthyMs: 5,
      maxAttempts: 5,
      backoff: () => 5,
    },
    ...{ maxHintMs: 5, maxEventBytes: 5, frameMs: 5, wake: () => () => {}, locks, channel },
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
  const make = (): unknown => http.createSession({ refresh: async () => 'a', baseUrl });
  expect(make).toThrow(expect.objectContaining({ code: 'DEFECT' }));
});

it('streams are refused without a format', () => {
  expect(() => streams.createStreams({ formats: [] })).toThrow(
    expect.objectContaining({ code: 'DEFECT' }),
  );
});

// The reader keeps its rules within sense by itself. Sessions are checked where they are made.
const WITHOUT_OPTIONS = 'createStreamReader withSession';

it('knows every factory of the package', () => {
  const exported = [http, streams, foreign].flatMap((entry) =>
    Object.keys(entry).filter((name) => /^(create|with)[A-Z]|(Transport|Fetch|Format)$/.test(name)),
  );
  const known = new Set([...Object.keys(rows), ...WITHOUT_OPTIONS.split(' '), 'sessionFetch']);
  expect(exported.filter((name) => !known.has(name))).toEqual([]);
});
