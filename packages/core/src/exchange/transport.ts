import type { FieldIssue } from '../failures/field-issue.ts';
import type { RunProgress } from './progress.ts';
import type { TransportRequest } from './request/request-description.ts';

/** An answer read to its end. Header names are lower-case. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The URL that answered. After a redirect it differs from the requested one. */
  readonly url: string;
  readonly redirected: boolean;
  /** The app's own reader of the issues in a refusal, if it has one. */
  readonly readIssues?: ReadIssues | undefined;
}

/**
 * Reads the field issues of a refusal in the app's own shape, from the JSON of its body. With `undefined`, Holdfast
 * looks for the shapes that it knows. Pointers are JSON pointers into the body that was sent.
 */
export type ReadIssues = (
  body: unknown,
  answer: Pick<Answer, 'status' | 'headers'>,
) => readonly FieldIssue[] | undefined;

/** An answer whose body is still coming. The caller that opens one reads or cancels it. */
export interface OpenAnswer extends Omit<Answer, 'body'> {
  readonly body: ReadableStream<Uint8Array>;
}

/** Hears of the upload of one entry. A transport that cannot measure progress never calls it. */
export interface UploadWatch {
  /** The id of the entry. */
  readonly id: string;
  /** Called with the number of bytes that have left, and with 0 at the start. */
  sent(bytes: number): void;
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Receives the progress of the request. */
  readonly progress?: RunProgress | undefined;
  /** Present when the sender wants to know how much of the body has left. */
  readonly upload?: UploadWatch | undefined;
  /** When true, the transport must send a request of its own, and must not share one that is under way. */
  readonly fresh?: boolean | undefined;
  /** When true, the server itself gave this address, so the transport asks no other server in its place. */
  readonly pinned?: boolean | undefined;
}

/**
 * Sends one request and gives its answer. It resolves for an HTTP status of any kind. It rejects only when no whole
 * answer came: with a `Failure` (`NETWORK_FAILED`, `ABORTED`, `ANSWER_TOO_LARGE`), or with the error that the app's
 * own code within it threw, such as a hook. It does not retry, has no timeout of its own, and does not judge the
 * answer.
 */
export interface Transport {
  send(request: TransportRequest, options?: SendOptions): Promise<Answer>;
  /**
   * Sends a request and resolves with the answer when its head has come. Absent where the host cannot stream a
   * body.
   */
  open?(request: TransportRequest, options?: SendOptions): Promise<OpenAnswer>;
}
