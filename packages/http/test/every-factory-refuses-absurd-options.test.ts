import { fetchTransport } from '@holdfast/core';
import { tokenBucket, createRateLimit } from '@holdfast/core/policies';
import * as http from '@holdfast/http';
import * as foreign from '@holdfast/http/foreign';
import * as streams from '@holdfast/http/streams';
import {
  absurdlyTaken,
  functionsWithOptions,
  optionRow,
  type OptionRow,
  createVirtualPlatform,
  memoryTabs,
} from '@holdfast/testing';
import ky from 'ky';
import { expect, it } from 'vitest';

const platform = createVirtualPlatform();
const transport = fetchTransport();
const { channel, locks } = memoryTabs().open();
const failover = { run: async <T>(work: (url: string) => Promise<T>): Promise<T> => work('a') };

const limit = createRateLimit({ limiter: tokenBucket({ perSecond: 5 }) });
const any = undefined;

const rows: Readonly<Record<string, OptionRow>> = {
  kyTransport: optionRow((options: http.KyTransportOptions) => http.kyTransport(ky, options), {
    maxAnswerBytes: 5,
    readIssues: () => [],
  }),
  resilientFetch: optionRow(
    (options: http.ResilientFetchOptions) => http.resilientFetch(fetch, options),
    { guard: any, waitMsOf: () => 5, platform },
  ),
  withForeignAnswers: optionRow(
    (options: foreign.ForeignAnswersOptions) => foreign.withForeignAnswers(transport, options),
    { platform },
  ),
  withRateLimitHints: optionRow(
    (options: Parameters<typeof http.withRateLimitHints>[2] & {}) =>
      http.withRateLimitHints(transport, limit, options),
    { platform },
  ),
  sseFormat: optionRow(streams.sseFormat, { done: 'a' }),
  createSession: optionRow(http.createSession, {
    ...{ refresh: async () => 'a', authorize: () => ({}), baseUrl: '/', locks, channel, platform },
    refreshWithinMs: 5,
  }),
  withSharedReads: optionRow(
    (options: Parameters<typeof http.withSharedReads>[1] & {}) =>
      http.withSharedReads(transport, options),
    { joinWithinMs: 5, platform },
  ),
  withFailover: optionRow(
    (options: Parameters<typeof http.withFailover>[2] & {}) =>
      http.withFailover(transport, failover, options),
    { baseUrl: '/', answerWithinMs: 5, platform },
  ),
  createStreams: optionRow(streams.createStreams, {
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

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

it.each([[[]], [['/a/', '/a/']], ['']])('a session is refused the addresses %j', (baseUrl) => {
  const make = (): unknown => http.createSession({ refresh: async () => 'a', baseUrl });
  expect(make).toThrow(expect.objectContaining({ code: 'DEFECT' }));
});

it('streams are refused without a format', () => {
  expect(() => streams.createStreams({ formats: [] })).toThrow(
    expect.objectContaining({ code: 'DEFECT' }),
  );
});

// They take a session, which is checked where it is made.
const OTHERS = `sessionFetch withSession`;

it('knows every function of the package that takes options', () => {
  const known = new Set([...Object.keys(rows), ...OTHERS.split(/\s+/)]);
  const found = functionsWithOptions(http, streams, foreign);
  expect(found.filter((name) => !known.has(name))).toEqual([]);
});
