type Input = string | URL | Request;
type Fetch = (input: Input, init?: RequestInit) => Promise<Response>;

/** The options of a ky instance that a transport must know. */
export interface KyDefaults {
  readonly retry?: number | { readonly limit?: number | undefined } | undefined;
  readonly timeout?: unknown;
  readonly totalTimeout?: unknown;
  readonly throwHttpErrors?: unknown;
  readonly hooks?: { readonly beforeRetry?: readonly unknown[] | undefined } | undefined;
  readonly fetch?: Fetch | undefined;
}

/** The options of one request, as a transport gives them to a ky instance. */
export interface KyRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: BodyInit | null;
  readonly cache: 'no-store';
  readonly retry: 0;
  readonly timeout: false;
  readonly totalTimeout: false;
  readonly throwHttpErrors: false;
  readonly fetch: Fetch;
  readonly signal?: AbortSignal;
}

/**
 * A ky instance. It is described by its shape and not by its own type, so that an app without ky compiles
 * without it.
 */
export interface KyLike {
  (url: string, options: KyRequest): PromiseLike<Response>;
  extend(defaults: (parent: KyDefaults) => Record<string, never>): unknown;
}
