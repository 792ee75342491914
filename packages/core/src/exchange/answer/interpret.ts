import type { FieldIssue } from '../../failures/field-issue.ts';
import { Failure } from '../../failures/failure.ts';
import type { Effect, FailureKind } from '../../failures/failure-kind.ts';
import {
  CONTENT_UNEXPECTED,
  REQUEST_INVALID,
  VALUE_INVALID,
} from '../../failures/kinds/contract.ts';
import { STATUS_UNEXPECTED } from '../../failures/kinds/http.ts';
import { ANSWER_OPAQUE, CAPTIVE_PORTAL, NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { peek } from '../../failures/naming/peek.ts';
import { idOf } from '../../failures/words.ts';
import { withoutEcho } from '../../schema/without-echo.ts';
import { COST_HEADER, REPLAYED_HEADER } from '../request/attempt-headers.ts';
import type { Attempt } from '../request/attempt-headers.ts';
import { retryAdvice } from '../wait/retry-advice.ts';
import { saidWait } from '../wait/retry-after.ts';
import { decodeText, jsonIn, parseJson, type DecodedText } from './answer-text.ts';
import type { Expectation } from './expectation.ts';
import { ownIssues } from '../problem/own-issues.ts';
import { isJsonPrefix } from './json-prefix.ts';
import { mediaType } from './media-type.ts';
import { doubtOf, isElsewhere, isReadMethod, redirectDoubt, type Asked } from './own-answer.ts';
import { PLAIN_KINDS } from './plain-status-kinds.ts';
import { PROBLEM_TYPE } from '../problem/problem.ts';
import { isJsonType } from '../problem/json-type.ts';
import { readRefusal, type RefusalHints } from '../problem/read-refusal.ts';
import { kindOfStatus } from './status-kinds.ts';
import { waitMsOf } from '../wait/said-wait.ts';
import type { Answer } from '../transport.ts';

export type Interpretation =
  | {
      readonly kind: 'accepted';
      readonly value: unknown;
      readonly status: number;
      readonly replayed: boolean;
      /** What the operation cost, where the server tells. */
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
 * Judges an answer. The page and the worker both call this function and no other, so the same answer has the
 * same consequences in both. `sent` is the body of the request, if at hand: it is cut out of the server's
 * messages. `asked` is the request as it was stored: how much of an answer is believed depends on its method.
 */
export function interpret(
  answer: Answer,
  expectation: Expectation,
  attempt: Attempt,
  now: number,
  sent?: unknown,
  asked?: Asked,
): Interpretation {
  const { status, headers } = answer;
  const costMicros = readCost(headers[COST_HEADER]);
  const ok = status >= 200 && status < 300;
  const isGone = expectation.goneIsDone === true && (status === 404 || status === 410);
  const moved = redirectDoubt(answer, asked);

  const doubt = ok || isGone ? (moved ?? doubtOf(answer, expectation, attempt, asked)) : undefined;
  if (doubt) return refuse(doubt, {}, moved && 'unknown');
  if (isGone) return accept(undefined);
  if (ok && mediaType(headers['content-type']) === PROBLEM_TYPE && isProblem(readJson())) {
    return refuseProblem();
  }
  if (ok) return decode();
  // The browser hides this answer. It also hides a redirect that it did not follow.
  if (status === 0) return refuse(ANSWER_OPAQUE);
  const { location } = headers;
  if (status >= 300 && status < 400 && location !== undefined && asked) {
    const kind = isElsewhere(location, asked.url) ? CAPTIVE_PORTAL : STATUS_UNEXPECTED;
    // Some servers redirect to another address when they have done the work.
    return refuse(kind, {}, isReadMethod(asked.method) ? undefined : 'unknown');
  }

  // A redirect turned the write into another request, so this answer says nothing about the write.
  return refuseAs(status, readJson(), moved && 'unknown');

  /** Refuses by the status, and by all that the body tells about the refusal. */
  function refuseAs(told: number, body: unknown, effect?: Effect): Interpretation {
    const plain = kindOfStatus(told);
    const hints = readRefusal(body, { status: told, plain, kinds: PLAIN_KINDS });
    const issues = hints.kind ? hints.issues : (ownIssues(answer, body) ?? hints.issues);
    // Many servers refuse fields with 400.
    const usual = told === 400 && issues?.length ? REQUEST_INVALID : plain;
    return refuse(hints.kind ?? usual, { ...hints, issues }, effect, told);
  }

  function decode(): Interpretation {
    if (expectation.accept === 'nothing' || status === 204 || status === 205)
      return accept(undefined);
    if (expectation.accept === 'bytes') return accept(answer.body);
    const text = decodeText(answer.body);
    const value = text?.whole === true ? valueOf(text.text) : undefined;
    if (value) return accept(value.parsed);
    // When the caller needs no value, any body will do.
    if (expectation.unneeded === true) return accept(undefined);
    // A retry certainly helps only when the method of the request is known.
    if (asked && text && isCut(text)) return refuse(NETWORK_FAILED);
    // The server said yes, so the effect stands even though its answer cannot be read.
    return refuse(CONTENT_UNEXPECTED, {}, applied());
  }

  function applied(): Effect {
    return asked && isReadMethod(asked.method) ? 'none' : 'applied';
  }

  function valueOf(text: string): { readonly parsed: unknown } | undefined {
    return expectation.accept === 'text' ? { parsed: text } : parseJson(text);
  }

  /** Compressed answers that were cut end early, without any error. */
  function isCut({ text, whole }: DecodedText): boolean {
    if (text !== '' || !whole) return !whole || isJsonPrefix(text);
    if (asked?.method === 'HEAD') return false;
    return headers['content-encoding'] !== undefined || Number(headers['content-length']) > 0;
  }

  /** Problem details under a good status are no success. Their own status counts, if they have one. */
  function refuseProblem(): Interpretation {
    const problem = readJson();
    const claimed = Number(peek(problem, 'status'));
    // A body that cannot be read says nothing against the status.
    if (problem === undefined) return refuse(CONTENT_UNEXPECTED, {}, applied());
    if (!(claimed >= 400 && claimed < 600)) return refuse(CONTENT_UNEXPECTED);
    return refuseAs(claimed, problem);
  }

  function accept(value: unknown): Interpretation {
    const replayed = headers[REPLAYED_HEADER] === 'true';
    return { kind: 'accepted', value, status, replayed, costMicros };
  }

  function refuse(
    kind: FailureKind,
    { issues, details, ...problem }: RefusalHints = {},
    effect?: Effect,
    statusTold = status,
  ): Interpretation {
    const wait = saidWait(headers, now);
    return {
      kind: 'refused',
      failure: new Failure(kind, {
        status: statusTold,
        effect,
        retry: retryAdvice(headers),
        details: { ...details, issues: issues?.map(quiet) },
        retryAfterMs: waitMsOf(wait) ?? problem.retryAfterMs,
        cause: wait && wait.ms === undefined ? oddWait(wait.header) : undefined,
        requestId: idOf(headers['x-request-id']) ?? attempt.requestId,
        incidentId: attempt.incidentId,
        attempts: attempt.attempt,
      }),
      costMicros,
    };
  }

  function quiet({ pointer, message }: FieldIssue): FieldIssue {
    return { pointer, message: withoutEcho(message, readSent(sent)) };
  }

  function readJson(): unknown {
    if (answer.body.byteLength > LARGEST_PROBLEM_BYTES) return undefined;
    if (!isJsonType(headers['content-type'])) return undefined;
    return jsonIn(answer.body)?.parsed;
  }
}

/**
 * An object with none of the members of a problem (RFC 9457 §3.1) is no problem, whatever its content type
 * says.
 */
function isProblem(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return true;
  const members = ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors'];
  return members.some((name) => Object.hasOwn(body, name));
}

/** Reports that a server asked to wait for a time that cannot be read. */
function oddWait(header: string): Failure {
  const issues = [{ pointer: `/headers/${header}`, message: 'says no time to wait' }];
  return new Failure(VALUE_INVALID, { details: { issues }, effect: 'none' });
}

function readCost(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,15}$/.test(value.trim()) ? Number(value) : undefined;
}

/** The texts in what was sent; a body that is no JSON is one text. */
function readSent(sent: unknown): unknown {
  return typeof sent === 'string' ? (parseJson(sent)?.parsed ?? sent) : undefined;
}
