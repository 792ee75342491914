import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface KnownDevicesOptions {
  /** At least 32 random bytes that all servers share and no client learns. */
  readonly key: Uint8Array;
}

/**
 * Remembers in a cookie of a device which accounts signed in there. A device that is known for an account is
 * not stopped by strangers' guesses at its name. It proves nothing else: the secret is checked all the same.
 */
export interface KnownDevices {
  /** The id of the device, when the cookie is genuine and this account signed in on the device before. */
  deviceOf(cookie: string | undefined, subject: string): string | undefined;
  /** The cookie with this account added; `undefined` when it is there already. At most five accounts are kept. */
  withSubject(cookie: string | undefined, subject: string): string | undefined;
}

const FORM = /^([\w-]{22})((?:\.[\w-]{22}){1,5})$/;
const MOST_SUBJECTS = 5;

export function knownDevices({ key }: KnownDevicesOptions): KnownDevices {
  const markOf = (device: string, subject: string): string =>
    createHmac('sha256', key).update(`${device} ${subject}`).digest('base64url').slice(0, 22);
  const read = (cookie = '') => {
    const [, device, marks = ''] = FORM.exec(cookie) ?? [];
    return device === undefined ? undefined : { device, marks: marks.slice(1).split('.') };
  };
  const isAmong = (marks: readonly string[], mark: string): boolean =>
    marks.some((one) => timingSafeEqual(Buffer.from(one), Buffer.from(mark)));

  return {
    deviceOf(cookie, subject) {
      const found = read(cookie);
      return found && isAmong(found.marks, markOf(found.device, subject))
        ? found.device
        : undefined;
    },
    withSubject(cookie, subject) {
      const found = read(cookie);
      const device = found?.device ?? randomBytes(16).toString('base64url');
      const mark = markOf(device, subject);
      const marks = found?.marks ?? [];
      if (isAmong(marks, mark)) return undefined;
      return [device, ...marks.slice(1 - MOST_SUBJECTS), mark].join('.');
    },
  };
}
