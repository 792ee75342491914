import {
  type Answer,
  decodeText,
  type FailureKind,
  foreignWait,
  fragmentOf,
  isJsonType,
  kindOfStatus,
  mediaType,
  ownIssues,
  parseJson,
  peek,
  PLAIN_KINDS,
  PROBLEM_TYPE,
  readRefusal,
  type TransportRequest,
} from '@holdfast/core/parts';
import { issuesOf } from './issues-of.ts';
import { TOLD_BY_CODE } from './told-by-code.ts';

/** Core reads no more of a refusal. */
export const LARGEST_REFUSAL_BYTES: number = 64 * 1024;

// Core takes a longer wait for none.
const LONGEST_MS = 999_999_999;
const KINDS: readonly FailureKind[] = [...TOLD_BY_CODE, ...PLAIN_KINDS];

/** The same answer as the contract would have it, with its problem details and its wait. */
export function translateAnswer(
  answer: Answer,
  sent: TransportRequest['body'],
  now: number,
): Answer {
  const isProblem = mediaType(answer.headers['content-type']) === PROBLEM_TYPE;
  if (answer.status >= 200 && answer.status < 300 && !isProblem) return answer;
  const headers = { ...answer.headers, ...waitOf(answer.headers, now) };
  const problem = problemOf(answer, sent);
  if (!problem) return { ...answer, headers };
  return {
    ...answer,
    headers: { ...headers, 'content-type': PROBLEM_TYPE },
    body: bytesOf(problem),
    readIssues: undefined,
  };
}

/** The wait in the one form that core reads first. A wait that makes no sense stays one, as `Retry-After`. */
function waitOf(headers: Answer['headers'], now: number): Record<string, string> {
  const wait = foreignWait(headers, now);
  if (!wait) return {};
  return 'ms' in wait
    ? { 'retry-after-ms': String(Math.min(wait.ms, LONGEST_MS)) }
    : { 'retry-after': headers[wait.unreadable] ?? '' };
}

/** The problem details that say the same as the body; `undefined` when core understands the body by itself. */
function problemOf(answer: Answer, sent: TransportRequest['body']): object | undefined {
  const body = readJson(answer);
  const claimed = Number(peek(body, 'status'));
  const status = answer.status < 300 ? claimed : answer.status;
  if (body === undefined || !(status >= 400 && status < 600)) return undefined;
  const told = typeof body === 'object' && !Array.isArray(body) ? body : {};
  const plain = kindOfStatus(status);
  const { kind } = readRefusal(body, { status, plain, kinds: KINDS });
  if (kind) {
    const { code, number, family, severity, retry, effect } = kind;
    const hasRow = Object.hasOwn(told as object, 'number');
    return hasRow ? undefined : { ...told, code, number, family, severity, retry, effect, status };
  }
  if (ownIssues(answer, body)) return undefined;
  const issues = issuesOf(body, readSent(sent), status);
  if (!issues && !Object.hasOwn(told as object, 'errors')) return undefined;
  const errors = issues?.map(({ pointer, message }) => ({
    pointer: fragmentOf(pointer),
    detail: message,
  }));
  return { ...told, errors: errors ?? [] };
}

function readJson({ body, headers }: Answer): unknown {
  if (body.byteLength > LARGEST_REFUSAL_BYTES || !isJsonType(headers['content-type'])) {
    return undefined;
  }
  const text = decodeText(body);
  return text && parseJson(text.text)?.parsed;
}

/** JSON in ASCII, because not every host encodes other characters. */
function bytesOf(problem: object): Uint8Array {
  const text = JSON.stringify(problem).replaceAll(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** A body that was sent as something else than JSON has no fields. */
function readSent(sent: TransportRequest['body']): unknown {
  return typeof sent === 'string' ? (parseJson(sent)?.parsed ?? sent) : undefined;
}
