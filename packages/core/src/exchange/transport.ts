import type { FieldIssue } from '../failures/field-issue.ts';
import type { Cell } from '../observable/cell.ts';
import type { Progress } from './progress.ts';
import type { TransportRequest } from './request/request-description.ts';

/** An answer read to its end. Header names are lower-case. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The URL that finally answered; differs from the asked one after a redirect. */
  readonly url: string;
  readonly redirected: boolean;
  /** The app's own reader of mistakes in a refusal, if it has one. */
  readonly readIssues?: IssueReader | undefined;
}

/**
 * Reads the issues of a refusal in an app's own shape, from its JSON; `undefined` leaves it to the shapes
 * that Holdfast knows. Pointers are JSON pointers into the body that was sent.
 */
export type IssueReader = (
  body: unknown,
  answer: Pick<Answer, 'status' | 'headers'>,
) => readonly FieldIssue[] | undefined;

/** An answer whose body is still coming. The caller that opens one reads or cancels it. */
export interface OpenAnswer extends Omit<Answer, 'body'> {
  readonly body: ReadableStream<Uint8Array>;
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Where to tell how far it has come. */
  readonly progress?: Cell<Progress> | undefined;
  /** A request that is under way already does not answer this one: the transport must ask now. */
  readonly fresh?: boolean | undefined;
  /** The server itself has told the address, and no other is asked in its place. */
  readonly pinned?: boolean | undefined;
}

/**
 * Carries one attempt to a server. An HTTP status of any kind is an answer; only when no whole answer
 * came does it reject, with a `Failure` (`NETWORK_FAILED`, `ABORTED`, `ANSWER_TOO_LARGE`) or with what the
 * app's own code within it threw, such as a hook.
 * It never retries, never times out by itself and never follows its own judgement of an answer.
 */
export interface Transport {
  send(request: TransportRequest, options?: SendOptions): Promise<Answer>;
  /** Present where bodies can be streamed. */
  open?(request: TransportRequest, options?: SendOptions): Promise<OpenAnswer>;
}
