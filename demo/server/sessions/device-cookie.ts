import type { KnownDevices } from '@holdfast/server/credentials';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

export interface DeviceCookie {
  /** The device, when this account signed in on it before. */
  read(c: Context, account: string): string | undefined;
  /** Lets the device know that this account signed in on it. */
  remember(c: Context, account: string): void;
}

export interface DeviceCookieOptions {
  readonly devices: KnownDevices;
  /** Whether browsers reach the server by https. */
  readonly secure: boolean;
}

/** As long as browsers keep any cookie. */
const MAX_AGE_SECONDS = 400 * 86_400;

/**
 * The cookie by which a device is known again. It outlives sessions: who signed in on a device before is not
 * stopped there by strangers who guess at the name.
 */
export function deviceCookie({ devices, secure }: DeviceCookieOptions): DeviceCookie {
  const name = secure ? '__Host-fireside-device' : 'fireside-device';
  const attributes = { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const;
  return {
    read: (c, account) => devices.deviceOf(getCookie(c, name), account),
    remember(c, account) {
      const value = devices.withSubject(getCookie(c, name), account);
      if (value !== undefined)
        setCookie(c, name, value, { ...attributes, maxAge: MAX_AGE_SECONDS });
    },
  };
}
