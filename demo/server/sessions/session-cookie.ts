import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

export interface SessionCookie {
  read(c: Context): string | undefined;
  write(c: Context, token: string): void;
  clear(c: Context): void;
}

export interface SessionCookieOptions {
  readonly sessionMs: number;
  /** Whether browsers reach the server by https. */
  readonly secure: boolean;
}

/**
 * The cookie that carries a session. `Strict` costs nothing here: a link from elsewhere loads the
 * page without the cookie, and everything the page then asks for is same-site.
 */
export function sessionCookie({ sessionMs, secure }: SessionCookieOptions): SessionCookie {
  // With the prefix, browsers refuse a cookie of this name from a subdomain or over http.
  const name = secure ? '__Host-fireside' : 'fireside';
  const attributes = { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const;
  return {
    read: (c) => getCookie(c, name),
    write: (c, token) =>
      setCookie(c, name, token, { ...attributes, maxAge: Math.floor(sessionMs / 1000) }),
    clear: (c) => {
      deleteCookie(c, name, attributes);
    },
  };
}
