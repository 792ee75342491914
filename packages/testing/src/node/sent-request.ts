/** One request as it arrived at a proxy. */
export interface SentRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The `Idempotency-Key` without its quotes. */
  readonly key: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Wall-clock milliseconds at which its head arrived. */
  readonly at: number;
  /**
   * The status that the server answered with, as soon as it has answered, also when the client did not get
   * that answer.
   */
  readonly status: number | undefined;
}

export interface RequestMatch {
  /** In upper case. */
  readonly method?: string;
  /** A string must equal the path without its query. */
  readonly path?: string | RegExp;
  readonly key?: string;
}

/** Whether a request matches everything in `match`; an empty match takes every request. */
export function matchesRequest(
  request: Pick<SentRequest, 'method' | 'path' | 'key'>,
  { method, path, key }: RequestMatch,
): boolean {
  return (
    (method === undefined || method === request.method) &&
    (key === undefined || key === request.key) &&
    (path === undefined ||
      (typeof path === 'string' ? path === request.path.split('?')[0] : path.test(request.path)))
  );
}
