import { Failure } from '@holdfast/core';
import { IDEMPOTENCY_KEY_REUSED, SERVER_ERROR, SUBJECT_MISMATCH } from '@holdfast/core/failures';
import { PADDING } from './entry.ts';
import { type Answer, PROBLEM_TYPE, toProblem, type TransportRequest } from '@holdfast/core/parts';

/** The model of a server that honours keys: it remembers its effects, and repeats its answers. */
export interface SimulatedServer {
  /**
   * Handles a request of a session. Takes its effect at most once for each key, and repeats its answer to a known
   * key. With `refuses`, a request that it does not know yet is refused for good, without an effect.
   */
  handle(request: TransportRequest, user: string | null, refuses: boolean): Answer;
  /** How many keys it knows. */
  size(): number;
}

export function createSimulatedServer(
  applied: (
    id: string,
    user: string | null,
    isWhole: boolean,
    isJoint: boolean,
    text: string | undefined,
  ) => void,
): SimulatedServer {
  const answers = new Map<string, { readonly answer: Answer; readonly body: string }>();
  return {
    handle(request, user, refuses) {
      const { key, ids, owner, isWhole, text } = readRequest(request);
      if (owner !== user) return refusal(new Failure(SUBJECT_MISMATCH, { effect: 'none' }), 412);
      const known = answers.get(key);
      if (known && known.body !== String(request.body)) {
        return refusal(new Failure(IDEMPOTENCY_KEY_REUSED, { effect: 'none' }), 422);
      }
      if (known) {
        const { answer } = known;
        return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
      }
      if (!refuses) for (const id of ids) applied(id, user, isWhole, ids.length > 1, text);
      const answer = refuses
        ? invalid()
        : answerOf(200, 'application/json', JSON.stringify({ id: ids[0] }));
      answers.set(key, { answer, body: String(request.body) });
      return answer;
    },
    size: () => answers.size,
  };
}

export function readRequest({ headers, body }: TransportRequest): {
  readonly key: string;
  readonly id: string;
  /** The entry, and those that it took in. */
  readonly ids: readonly string[];
  readonly owner: string;
  /** Whether the body is as the user wrote it. */
  readonly isWhole: boolean;
  /** What an edit wrote. */
  readonly text: string | undefined;
} {
  const key = (headers['idempotency-key'] ?? '').replaceAll('"', '');
  const { id, ids = [id], isWhole, text } = readBody(String(body), key);
  return {
    key,
    id,
    ids,
    isWhole,
    text,
    owner: decodeURIComponent(headers['holdfast-subject'] ?? ''),
  };
}

function readBody(
  body: string,
  key: string,
): {
  readonly id: string;
  readonly ids?: readonly string[];
  readonly isWhole: boolean;
  readonly text?: string;
} {
  try {
    const read = JSON.parse(body) as Record<'id', string> & {
      ids?: string[];
      padding?: string;
      text?: string;
    };
    const { id, ids, text, padding = PADDING } = read;
    return { id, ...(ids && { ids }), ...(text && { text }), isWhole: padding === PADDING };
  } catch {
    // The first key of an entry is its id.
    return { id: key, isWhole: false };
  }
}

export const unavailable = (): Answer => answerOf(503, 'text/plain', 'busy');
export const limited = (): Answer => ({
  ...answerOf(429, 'text/plain', 'Not so fast.'),
  headers: { 'content-type': 'text/plain', 'retry-after': '1' },
});
export const garbled = (answer: Answer, how: 'truncated' | 'wrong json'): Answer => ({
  ...answer,
  body:
    how === 'truncated'
      ? answer.body.subarray(0, answer.body.length >> 1)
      : new TextEncoder().encode('{"unexpected":true}'),
});
export const broken = (): Answer => refusal(new Failure(SERVER_ERROR, { effect: 'unknown' }), 500);
const invalid = (): Answer => answerOf(422, 'application/json', '{"error":"no"}');
export const captive = (): Answer => answerOf(200, 'text/html', '<p>Welcome to our café</p>');
export const redirected = (): Answer => ({
  ...answerOf(200, 'text/html', '<p>Sign in</p>'),
  ...{ url: 'https://login.example/', redirected: true },
});

function refusal(failure: Failure, status: number): Answer {
  return answerOf(status, PROBLEM_TYPE, JSON.stringify(toProblem(failure)));
}

function answerOf(status: number, type: string, text: string): Answer {
  const body = new TextEncoder().encode(text);
  return { status, headers: { 'content-type': type }, body, url: '', redirected: false };
}
