import { Failure } from '../failures/failure.ts';
import { CONTENT_UNEXPECTED } from '../failures/kinds/contract.ts';
import { CAPTIVE_PORTAL } from '../failures/kinds/network.ts';
import { REPLAYED_HEADER } from './attempt-headers.ts';
import type { Attempt } from './attempt-headers.ts';
import { retryAfterMs } from './hints.ts';
import { readProblem } from './problem.ts';
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
    }
  | { readonly kind: 'refused'; readonly failure: Failure };

// An error body larger than this is not read for hints.
const LARGEST_PROBLEM_BYTES = 64 * 1024;

/**
 * What an answer means. The page and the worker both ask this function and no other, so the same
 * answer has the same consequences wherever it arrived.
 */
export function interpret(
  answer: Answer,
  expectation: Expectation,
  attempt: Attempt,
  now: number,
): Interpretation {
  const { status, headers } = answer;
  const isHtml = /^\s*text\/html\b/i.test(headers['content-type'] ?? '');
  const ok = status >= 200 && status < 300;

  // Hotel networks answer anything with their own page, often after a redirect and with status 200.
  if (ok && isHtml && expectation.accept !== 'text') return refuse(CAPTIVE_PORTAL);
  if (status === 511) return refuse(CAPTIVE_PORTAL);
  if (ok) return decode();
  if (expectation.goneIsDone && (status === 404 || status === 410)) return accept(undefined);

  const told = readProblem(readJson(), status);
  return refuse(told.kind ?? kindOfStatus(status), told);

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
    return { kind: 'accepted', value, status, replayed: headers[REPLAYED_HEADER] === 'true' };
  }

  function refuse(
    kind: ReturnType<typeof kindOfStatus>,
    problem: ReturnType<typeof readProblem> = {},
    effect?: 'applied',
  ): Interpretation {
    return {
      kind: 'refused',
      failure: new Failure(kind, {
        status,
        effect,
        details: problem.issues ? { issues: problem.issues } : undefined,
        retryAfterMs: retryAfterMs(headers, now) ?? problem.retryAfterMs,
        requestId: headers['x-request-id'] ?? attempt.requestId,
        incidentId: attempt.incidentId,
        attempts: attempt.attempt,
      }),
    };
  }

  function readJson(): unknown {
    if (answer.body.byteLength > LARGEST_PROBLEM_BYTES) return undefined;
    if (!/^\s*application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? ''))
      return undefined;
    const text = decodeText(answer.body);
    return text === undefined ? undefined : parseJson(text)?.parsed;
  }
}

function decodeText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
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
