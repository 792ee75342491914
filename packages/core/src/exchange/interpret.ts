import type { FieldIssue } from '../failures/field-issue.ts';
import { Failure } from '../failures/failure.ts';
import type { FailureKind } from '../failures/failure-kind.ts';
import { CONTENT_UNEXPECTED } from '../failures/kinds/contract.ts';
import { CAPTIVE_PORTAL } from '../failures/kinds/network.ts';
import { idOf } from '../failures/words.ts';
import { withoutEcho } from '../schema/without-echo.ts';
import { COST_HEADER, REPLAYED_HEADER } from './attempt-headers.ts';
import type { Attempt } from './attempt-headers.ts';
import { retryAdvice, retryAfterMs } from './hints.ts';
import { TOLD_BY_CODE } from './problem-kinds.ts';
import { isJsonType, readProblem, type ProblemHints } from './problem-reader.ts';
import { kindOfStatus } from './status-kinds.ts';
import type { Answer } from './transport.ts';

/** What a good answer looks like, as data: it travels with a queued entry into the worker. */
export interface Expectation {
  readonly accept: 'json' | 'text' | 'bytes' | 'nothing';
  /** For a delete: 404 and 410 mean that somebody was faster, which is what was wanted. */
  readonly goneIsDone?: boolean;
}

export type Interpretation =
  | {
      readonly kind: 'accepted';
      readonly value: unknown;
      readonly status: number;
      readonly replayed: boolean;
      /** What it cost, where the server tells. */
      readonly costMicros?: number | undefined;
    }
  | {
      readonly kind: 'refused';
      readonly failure: Failure;
      readonly costMicros?: number | undefined;
    };

// An error body larger than this is not read for hints.
const LARGEST_PROBLEM_BYTES = 64 * 1024;

/**
 * What an answer means. The page and the worker both ask this function and no other, so the same
 * answer has the same consequences wherever it arrived. `sent` is the body of the request, if at hand:
 * what a server says about it is told without it.
 */
export function interpret(
  answer: Answer,
  expectation: Expectation,
  attempt: Attempt,
  now: number,
  sent?: unknown,
): Interpretation {
  const { status, headers } = answer;
  const isHtml = /^\s*text\/html\b/i.test(headers['content-type'] ?? '');
  const costMicros = readCost(headers[COST_HEADER]);
  const cost = costMicros === undefined ? {} : { costMicros };
  const ok = status >= 200 && status < 300;

  // Hotel networks answer anything with their own page, often after a redirect and with status 200.
  if (ok && isHtml && expectation.accept !== 'text') return refuse(CAPTIVE_PORTAL);
  if (ok) return decode();
  if (expectation.goneIsDone && (status === 404 || status === 410)) return accept(undefined);

  const plain = kindOfStatus(status);
  const told = readProblem(readJson(), { status, plain, url: answer.url, kinds: TOLD_BY_CODE });
  return refuse(told.kind ?? plain, told);

  function decode(): Interpretation {
    if (expectation.accept === 'nothing' || status === 204 || status === 205)
      return accept(undefined);
    if (expectation.accept === 'bytes') return accept(answer.body);
    const text = decodeText(answer.body);
    if (expectation.accept === 'text' && text !== undefined) return accept(text);
    const value = text === undefined ? undefined : parseJson(text);
    // The server said yes, so the effect stands even though its answer cannot be read.
    return value === undefined ? refuse(CONTENT_UNEXPECTED, {}, 'applied') : accept(value.parsed);
  }

  function accept(value: unknown): Interpretation {
    const replayed = headers[REPLAYED_HEADER] === 'true';
    return { kind: 'accepted', value, status, replayed, ...cost };
  }

  function refuse(
    kind: FailureKind,
    { issues, details, ...problem }: ProblemHints = {},
    effect?: 'applied',
  ): Interpretation {
    return {
      kind: 'refused',
      failure: new Failure(kind, {
        status,
        effect,
        retry: retryAdvice(headers),
        details: { ...details, issues: issues?.map(quiet) },
        retryAfterMs: retryAfterMs(headers, now) ?? problem.retryAfterMs,
        requestId: idOf(headers['x-request-id']) ?? attempt.requestId,
        incidentId: attempt.incidentId,
        attempts: attempt.attempt,
      }),
      ...cost,
    };
  }

  function quiet({ pointer, message }: FieldIssue): FieldIssue {
    return { pointer, message: withoutEcho(message, readSent(sent)) };
  }

  function readJson(): unknown {
    if (answer.body.byteLength > LARGEST_PROBLEM_BYTES) return undefined;
    if (!isJsonType(headers['content-type'])) return undefined;
    const text = decodeText(answer.body);
    return text === undefined ? undefined : parseJson(text)?.parsed;
  }
}

function readCost(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,15}$/.test(value.trim()) ? Number(value) : undefined;
}

/** The texts in what was sent; a body that is no JSON is one text. */
function readSent(sent: unknown): unknown {
  return typeof sent === 'string' ? (parseJson(sent)?.parsed ?? sent) : undefined;
}

const UTF8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

function decodeText(body: Uint8Array): string | undefined {
  try {
    return UTF8.decode(body);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): { readonly parsed: unknown } | undefined {
  try {
    return { parsed: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
