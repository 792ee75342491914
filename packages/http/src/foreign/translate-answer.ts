import {
  type Answer,
  decodeText,
  type FailureKind,
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
import { foreignWait } from './wait/foreign-wait.ts';

/** Core reads no more of a refusal. */
export const LARGEST_REFUSAL_BYTES: number = 64 * 1024;

// Core ignores a longer wait.
const LONGEST_MS = 999_999_999_999;
const KINDS: readonly FailureKind[] = [...TOLD_BY_CODE, ...PLAIN_KINDS];

/** Whether an answer says that all is well. Problem details say otherwise under every status. */
export function isGood({ status, headers }: Pick<Answer, 'status' | 'headers'>): boolean {
  const isProblem = mediaType(headers['content-type']) === PROBLEM_TYPE;
  return status >= 200 && status < 300 && !isProblem;
}

/** The same answer in the form of the contract, with its problem details and its wait. */
export function translateAnswer(
  answer: Answer,
  sent: TransportRequest['body'],
  now: number,
): Answer {
  const wait = waitOf(answer.headers, now);
  const problem = isGood(answer) ? undefined : problemOf(answer, sent);
  const body = problem && bytesOf(problem);
  if (!body && !wait) return answer;
  // A good answer tells its wait too, because core may not believe it.
  const headers = { ...answer.headers, ...wait };
  if (!body) return { ...answer, headers };
  return {
    ...answer,
    headers: { ...headers, 'content-type': PROBLEM_TYPE },
    body,
    readIssues: undefined,
  };
}

/** The wait in the form that core reads first. A wait that cannot be read stays unreadable, as `Retry-After`. */
function waitOf(headers: Answer['headers'], now: number): Record<string, string> | undefined {
  const wait = foreignWait(headers, now);
  if (!wait) return undefined;
  return wait.ms === undefined
    ? { 'retry-after': headers[wait.header] ?? '' }
    : { 'retry-after-ms': String(Math.min(wait.ms, LONGEST_MS)) };
}

/** The problem details that say the same as the body; `undefined` when core understands the body by itself. */
function problemOf(answer: Answer, sent: TransportRequest['body']): object | undefined {
  const body = readJson(answer);
  const claimed = Number(peek(body, 'status'));
  const status = answer.status < 300 ? claimed : answer.status;
  const isRefusal = status >= (answer.status < 300 ? 400 : 300) && status < 600;
  if (body === undefined || !isRefusal) return undefined;
  const told = Object(Array.isArray(body) ? undefined : body) as Record<string, unknown>;
  const { kind, details } = readRefusal(body, {
    status,
    plain: kindOfStatus(status),
    kinds: KINDS,
  });
  const known = KINDS.find(({ code }) => code === kind?.code);
  if (known) {
    // A server that tells the number of a kind keeps to the contract, and tells the rest of its row.
    if (told['number'] === known.number && told['status'] === status) return undefined;
    const { pick, ...row } = known;
    return { ...told, ...row, details: pick?.(details) };
  }
  if (kind) return undefined;
  const issues = ownIssues(answer, body) ?? issuesOf(body, readSent(sent), status);
  if (!issues && !['errors', 'number'].some((name) => Object.hasOwn(told, name))) return undefined;
  const errors = issues?.map(({ pointer, message }) => ({
    pointer: fragmentOf(pointer),
    detail: message,
  }));
  // Without a number core believes no row: the code belongs to another status, or the row makes no sense.
  return { ...told, errors, number: undefined };
}

function readJson({ body, headers }: Answer): unknown {
  if (body.byteLength > LARGEST_REFUSAL_BYTES || !isJsonType(headers['content-type'])) {
    return undefined;
  }
  const text = decodeText(body);
  return text && parseJson(text.text)?.parsed;
}

/**
 * JSON in ASCII, because not every host encodes other characters. `undefined` for a value that is nested so deeply
 * that an engine reads it and cannot write it. Core then reads the body as it came.
 */
function bytesOf(problem: object): Uint8Array | undefined {
  let json: string;
  try {
    json = JSON.stringify(problem);
  } catch {
    return undefined;
  }
  const text = json.replaceAll(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** A body that was sent as something else than JSON has no fields. */
function readSent(sent: TransportRequest['body']): unknown {
  return typeof sent === 'string' ? (parseJson(sent)?.parsed ?? sent) : undefined;
}
