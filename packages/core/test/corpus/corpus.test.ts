import { type FieldIssue, toFailure } from '@holdfast/core';
import { kindOfStatus } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { type Case, engineOf, loadCases, partOf, takes } from './corpus-case.ts';
import { measureCorpus } from './measure-corpus.ts';
import { nameAnswer, nameAtSite } from './name-at-site.ts';

const known = loadCases('knowledge');
const recorded = loadCases('recorded');

/** The name that a case gets, in the words of its label where the label accepts them. */
function seen(one: Case): object {
  const failure = nameAtSite(one);
  const { reason, issues } = failure.details as { reason?: string; issues?: readonly FieldIssue[] };
  const all: Readonly<Record<string, unknown>> = {
    ...failure.toJSON(),
    reason,
    pointers: issues?.map(({ pointer }) => pointer),
  };
  return Object.fromEntries(
    Object.entries(one.expect).map(([field, wanted]) => {
      const said = all[field];
      const isTaken = typeof wanted === 'string' && takes(wanted, String(said));
      return [field, isTaken ? wanted : said];
    }),
  );
}

describe('the corpus', () => {
  it('has at least 1500 cases recorded in four engines, and some that were known before', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(1500);
    expect(new Set(recorded.map(engineOf))).toEqual(
      new Set(['node', 'chromium', 'firefox', 'webkit']),
    );
    const all = [...known, ...recorded];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each(known.map((one) => [one.id, one.about, one] as const))('%s: %s', (_id, _about, one) => {
    expect(seen(one)).toEqual(one.expect);
  });

  it.each(['design', 'held out'] as const)(
    'is named by what is true of it in the part that is %s',
    (part) => {
      const { cases, family, retry, effect } = measureCorpus(
        recorded.filter((one) => partOf(one) === part),
      );
      expect(cases).toBeGreaterThan(500);
      expect(family).toBeGreaterThanOrEqual(0.98);
      expect(retry).toBeGreaterThanOrEqual(0.95);
      expect(effect).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('never gets the effect `none` when it may have had an effect', () => {
    expect(measureCorpus(recorded).unsafe).toEqual([]);
  });
});

// RFC 9110 §15 and the status registry: everything else is its class.
const REGISTERED: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  407: 'PROXY_REFUSED',
  408: 'REQUEST_TIMEOUT',
  409: 'CONFLICT',
  410: 'GONE',
  412: 'PRECONDITION_FAILED',
  413: 'BODY_TOO_LARGE',
  414: 'URL_TOO_LONG',
  415: 'MEDIA_TYPE_REFUSED',
  422: 'REQUEST_INVALID',
  423: 'RESOURCE_LOCKED',
  425: 'TOO_EARLY',
  426: 'CLIENT_OUTDATED',
  428: 'PRECONDITION_REQUIRED',
  429: 'RATE_LIMITED',
  431: 'HEADERS_TOO_LARGE',
  451: 'LEGALLY_UNAVAILABLE',
  500: 'SERVER_ERROR',
  501: 'NOT_IMPLEMENTED',
  502: 'BAD_GATEWAY',
  503: 'UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
  507: 'SERVER_STORAGE_FULL',
  511: 'CAPTIVE_PORTAL',
};

describe('every HTTP status', () => {
  const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);

  it.each(statuses)('%i has its name, in an answer and on an error', (status) => {
    const expected = REGISTERED[status] ?? (status < 500 ? 'CLIENT_ERROR' : 'OTHER_SERVER_ERROR');
    const told = [
      nameAnswer({ status, headers: {}, body: '' }),
      toFailure(new Response(null, { status })),
      toFailure(Object.assign(new Error('no'), { response: { status } })),
    ];
    const right = told.every((failure) => failure.code === expected && failure.status === status);
    expect(told.map(({ code }) => code)).toEqual([expected, expected, expected]);
    expect(right && kindOfStatus(status).code === expected).toBe(true);
  });

  it.each(statuses)('%i is only repeated where nothing was done, or it is not known', (status) => {
    const { retry, effect } = kindOfStatus(status);
    expect(effect).not.toBe('applied');
    expect(status < 500 || retry === 'later' || status === 501).toBe(true);
  });
});
