import { Failure, type StandardSchema, toFailure, userMessage } from '@holdfast/core';
import {
  exchange,
  type Exchange,
  type FailureKind,
  type Interpretation,
  parseFailure,
  parseWith,
  toImportFailure,
  toLockFailure,
  toNetworkFailure,
  toProblem,
  toStorageFailure,
  toWorkerFailure,
  withContext,
} from '@holdfast/core/parts';
import { toDatabaseFailure } from '@holdfast/server/parts';
import { catalogue } from '@holdfast/core/failures';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { explainFailure } from '@holdfast/core/failures/advice';
import { de } from '@holdfast/core/messages/de';
import { en } from '@holdfast/core/messages/en';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const SEED = 20_261_122;
const kinds = Object.values(catalogue) as readonly FailureKind[];

const base64url = fc
  .array(
    fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.split('')),
    {
      minLength: 30,
      maxLength: 60,
    },
  )
  .map((letters) => `${letters.join('')}7q`);
const hex = fc
  .array(fc.constantFrom(...'0123456789abcdef'.split('')), { minLength: 32, maxLength: 64 })
  .map((digits) => `${digits.join('')}7f`);
const nickname = fc.constantFrom('ann', 'mara.weiss', 'o.brien+fire', 'x_y');

/** The texts that must never get out, and the piece of each that the test looks for. */
const secrets = {
  jwt: fc.tuple(base64url, base64url, base64url).map(([a, b, c]) => `eyJ${a}.${b}.${c}`),
  bearer: base64url.map((token) => `Bearer ${token}`),
  key: base64url.map((token) => `sk-live-${token}`),
  cookie: hex.map((session) => `sid=${session}; Path=/; HttpOnly`),
  address: fc
    .tuple(nickname, fc.constantFrom('mail', 'post'))
    .map(([who, host]) => `${who}@${host}.example`),
  url: hex.map((token) => `https://a.example/reset?token=${token}`),
};
const secret = fc.oneof(...Object.values(secrets));
const prompt = fc
  .tuple(
    fc.constantFrom('Tell me of', 'Write about', 'Once there was'),
    fc.constantFrom('my brother Tomas', 'the night we lost Mara', 'Doctor Weiss and his debts'),
    fc.integer({ min: 100, max: 99_999 }),
  )
  .map(([verb, whom, number]) => `${verb} ${whom} number ${number}`);
const text = fc.oneof(secret, prompt);

/** The pieces of a secret that would betray it. */
const pieces = (planted: string): string[] =>
  [planted, ...planted.split(/[.\s;=@?&]+/)].filter(
    (piece) => piece.length >= 8 && /\d|\s|@/.test(piece),
  );

const telemetry = (failure: Failure): TelemetryEvent[] => [
  {
    type: 'operation.settled',
    at: 0,
    operation: 'story.tell',
    outcome: 'failed',
    durationMs: 1,
    failure: failure.toJSON(),
    incidentId: failure.incidentId,
  },
  { type: 'boundary.caught', at: 0, boundary: 'story', failure: failure.toJSON() },
];

/** Everything a failure can become on its way to another program. */
const outputs = (failure: Failure): string =>
  [
    JSON.stringify(failure),
    JSON.stringify(structuredClone(failure.toJSON())),
    JSON.stringify(toProblem(failure)),
    JSON.stringify(telemetry(failure)),
    JSON.stringify(parseFailure(JSON.parse(JSON.stringify(failure)))),
    JSON.stringify(withContext(failure, { attempts: 2 })),
    userMessage(failure, de.failures, en.failures),
    explainFailure(failure),
    failure.message,
    String(failure),
    failure.stack?.split('\n')[0],
  ].join('\n');

const expectNone = (failure: Failure, planted: readonly string[]): void => {
  const told = outputs(failure);
  for (const piece of planted.flatMap(pieces)) expect(told).not.toContain(piece);
};

/** An error that says the same in every place an error can say something. */
const tellingError = (planted: string): Error =>
  Object.assign(
    new TypeError(planted, { cause: Object.assign(new Error(planted), { code: planted }) }),
    {
      name: planted,
      code: planted,
      data: { planted },
      response: { status: 503, headers: { 'retry-after': planted, 'x-request-id': planted } },
      config: { headers: { authorization: planted } },
    },
  );

const sweep = (
  title: string,
  plant: (planted: string, kind: FailureKind) => Failure | Promise<Failure>,
  what: fc.Arbitrary<string> = text,
): void => {
  // oxlint-disable-next-line vitest/valid-title
  it(title, async () => {
    await fc.assert(
      fc.asyncProperty(what, fc.constantFrom(...kinds), async (planted, kind) => {
        expectNone(await plant(planted, kind), [planted]);
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
};

const echo = (planted: string): StandardSchema<unknown, unknown> => ({
  '~standard': {
    version: 1,
    vendor: 'chatty',
    validate: () => ({
      issues: [
        { message: `Invalid: received "${planted}"`, path: ['stories', planted, { key: planted }] },
        { message: `Too long: ${planted.slice(0, 20)}…`, path: [0] },
      ],
    }),
  },
});

const sent = (planted: string, body: unknown, headers: Record<string, string>): Exchange => ({
  request: {
    method: 'POST',
    url: `https://a.example/stories?q=${encodeURIComponent(planted)}`,
    headers,
    body: JSON.stringify(body),
  },
  expectation: { accept: 'json' },
  attempt: { requestId: 'r', incidentId: 'i', attempt: 1, key: 'k' },
});

const refused = (interpretation: Interpretation, code: string): Failure => {
  if (interpretation.kind === 'refused' && interpretation.failure.code === code) {
    return interpretation.failure;
  }
  throw new Error(`It is not ${code}.`);
};

describe('private text stays out of every output of a failure', () => {
  sweep('when it was thrown', (planted) => toFailure(planted));
  sweep('when an error says it everywhere', (planted) => toFailure(tellingError(planted)));
  sweep(
    'when it caused what was thrown',
    (planted, kind) => new Failure(kind, { cause: tellingError(planted) }),
  );
  sweep('when it caused the cause', (planted, kind) => {
    const cause = new Failure(kind, { cause: tellingError(planted) });
    return new Failure(kind, { cause });
  });
  sweep('when it is what it aborted with', (planted) =>
    toNetworkFailure(new TypeError(planted), AbortSignal.abort(planted)),
  );
  for (const name of [
    toStorageFailure,
    toLockFailure,
    toImportFailure,
    toWorkerFailure,
    toDatabaseFailure,
    toNetworkFailure,
  ]) {
    sweep(`when ${name.name} is asked`, (planted) => name(tellingError(planted)));
  }

  sweep('when a thrower fills every field with it', (planted, kind) => {
    const everything = Object.fromEntries(
      ['issues', 'limitBytes', 'limit', 'reason', 'token', 'note', planted].map((name) => [
        name,
        planted,
      ]),
    );
    return new Failure(kind, {
      details: everything,
      requestId: planted,
      incidentId: planted,
    });
  });

  sweep(
    'when it is in a list or a tree of details',
    (planted, kind) =>
      new Failure(kind, {
        details: {
          issues: [{ pointer: `/a/${planted}`, message: 'Odd', received: planted }],
          reason: [planted, { planted }, [planted]],
          limit: { deep: { planted } },
        },
      }),
  );

  sweep('when JSON from elsewhere says it everywhere', (planted, kind) => {
    const json = {
      ...new Failure(kind).toJSON(),
      details: { planted, [planted]: 1, note: planted, list: [planted] },
      requestId: planted,
      incidentId: planted,
      message: planted,
      cause: { name: planted, code: planted, message: planted },
    };
    return parseFailure(json) ?? new Failure(kind);
  });

  sweep('when a schema quotes what it refuses', async (planted, kind) => {
    const parsed = await parseWith(echo(planted), { prompt: planted });
    const issues = parsed.ok ? [] : parsed.issues;
    return new Failure(kind, { details: { issues } });
  });

  sweep('when a server quotes what it refuses, and says it in every member', async (planted) => {
    const problem = {
      type: `https://a.example/${planted}`,
      title: planted,
      detail: planted,
      instance: planted,
      status: 422,
      code: 'REQUEST_INVALID',
      requestId: planted,
      incidentId: planted,
      details: { note: planted, [planted]: planted },
      errors: [
        { detail: `Received ${planted}, sorry`, pointer: `#/stories/${planted}` },
        { detail: `Received ${planted.slice(0, 18)}…`, pointer: '#/prompt' },
      ],
      [planted]: planted,
    };
    const interpretation = await exchange(
      sent(planted, { prompt: planted }, { authorization: planted, cookie: planted }),
      {
        send: async ({ url }) => ({
          status: 422,
          headers: {
            'content-type': 'application/problem+json',
            'x-request-id': planted,
            'set-cookie': planted,
          },
          body: new TextEncoder().encode(JSON.stringify(problem)),
          url,
          redirected: false,
        }),
      },
      () => 0,
    );
    return refused(interpretation, 'REQUEST_INVALID');
  });

  sweep("when an app's server invents a kind for it", async (planted) => {
    const problem = {
      code: 'STORY_REFUSED',
      number: 2000,
      status: 422,
      family: planted,
      details: { note: planted, [planted]: 1 },
    };
    const interpretation = await exchange(
      sent(planted, {}, {}),
      {
        send: async ({ url }) => ({
          status: 422,
          headers: { 'content-type': 'application/problem+json' },
          body: new TextEncoder().encode(JSON.stringify(problem)),
          url,
          redirected: false,
        }),
      },
      () => 0,
    );
    return refused(interpretation, 'STORY_REFUSED');
  });

  // Free text reaches a failure in two places only, and only a programmer writes there; even so:
  sweep(
    'when a programmer writes a credential into a message or into advice',
    (planted, kind) =>
      new Failure(kind, {
        details: {
          issues: [{ pointer: '/a', message: `Not ${planted}!` }],
          remedy: `Do not write ${planted} here.`,
        },
      }),
    secret,
  );
});

it('private text that gets out would fail these tests', () => {
  const [planted] = fc.sample(prompt, { seed: SEED, numRuns: 1 });
  const failure = new Failure(catalogue.CONFLICT);
  Object.defineProperty(failure, 'details', { value: { note: planted } });
  expect(() => expectNone(failure, [planted ?? ''])).toThrow('not to contain');
});
