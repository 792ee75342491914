import type { Bytes } from './bytes.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The request of an operation to a server, as data. `path` is relative to the runtime's `baseUrl`, or an
 * absolute URL. `json` and `body` exclude each other.
 */
export type RequestDescription = {
  /** @default 'GET' */
  readonly method?: Method;
  readonly path: string;
  /** Members that are `undefined` are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Never holds a credential: the sender adds credentials. */
  readonly headers?: Readonly<Record<string, string>>;
} & (
  | { readonly json?: unknown; readonly body?: never }
  | { readonly json?: never; readonly body?: string | Bytes }
);

/** A request ready to be sent or stored: serialised once, so that every attempt sends the same bytes. */
export interface TransportRequest {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Bytes | null;
  /** How `fetch` sends it, where that is not what the transport does by itself. */
  readonly init?: Pick<RequestInit, 'credentials' | 'redirect' | 'referrerPolicy' | 'keepalive'>;
  /** Holdfast adds none of its headers, so that the server learns neither the key nor the user from them. */
  readonly bare?: true;
}
