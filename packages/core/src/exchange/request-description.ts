export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What an operation asks of a server, as data. `path` is relative to the runtime's `baseUrl`, or an
 * absolute URL. `json` and `body` exclude each other.
 */
export type RequestDescription = {
  /** @default 'GET' */
  readonly method?: Method;
  readonly path: string;
  /** Members that are `undefined` are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Never a credential: those are added when sending. */
  readonly headers?: Readonly<Record<string, string>>;
} & (
  | { readonly json?: unknown; readonly body?: never }
  | { readonly json?: never; readonly body?: string | Uint8Array<ArrayBuffer> }
);

/** A request ready to be sent or stored: serialised once, so that every attempt sends the same bytes. */
export interface TransportRequest {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** Serialises a description against the base URL; both may be relative to the page's origin. */
export function toTransportRequest(
  description: RequestDescription,
  baseUrl: string,
): TransportRequest {
  const { method = 'GET', path, query, headers = {}, json, body } = description;
  const absolute = /^[a-z][a-z\d+.-]*:/i.test(path);
  const url = absolute ? path : `${baseUrl.replace(/\/*$/, '/')}${path.replace(/^\/+/, '')}`;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.append(name, String(value));
  }
  const lowered = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    method,
    url: search.size === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${search.toString()}`,
    headers: json === undefined ? lowered : { 'content-type': 'application/json', ...lowered },
    body: json === undefined ? (body ?? null) : JSON.stringify(json),
  };
}
