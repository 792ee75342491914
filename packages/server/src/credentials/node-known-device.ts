import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { requireOptionsAlways } from '@holdfast/core/parts';

export interface KnownDevicesOptions {
  /** At least 32 random bytes that all servers share and no client learns. */
  readonly key: Uint8Array;
}

/**
 * Lets a device store which accounts signed in on it, in a cookie or a field of its own. Strangers' guesses at a name
 * do not slow down a device that is known for the account. The mark proves nothing else: the server still checks the
 * secret.
 */
export interface KnownDevices {
  /** The id of the device, when its mark is genuine and this account signed in on it before. */
  deviceOf(shown: string | undefined, subject: string): string | undefined;
  /** The mark for the device to send from now on; `undefined` when it has it already. A mark holds five accounts. */
  withSubject(shown: string | undefined, subject: string): string | undefined;
}

const FORM = /^([\w-]{22})((?:\.[\w-]{22}){1,5})$/;
const MOST_SUBJECTS = 5;
const LEAST_KEY_BYTES = 32;

export function knownDevices(options: KnownDevicesOptions): KnownDevices {
  requireOptionsAlways('knownDevices', options, {
    key: 'an object',
  });

  const { key } = options;
  if (key.byteLength < LEAST_KEY_BYTES) {
    throw new RangeError(`The key of known devices needs at least ${LEAST_KEY_BYTES} bytes.`);
  }
  const markOf = (device: string, subject: string): string =>
    createHmac('sha256', key).update(`${device} ${subject}`).digest('base64url').slice(0, 22);

  return {
    deviceOf(shown, subject) {
      const found = read(shown);
      return found && isAmong(found.marks, markOf(found.device, subject))
        ? found.device
        : undefined;
    },
    withSubject(shown, subject) {
      const found = read(shown);
      const device = found?.device ?? randomBytes(16).toString('base64url');
      const mark = markOf(device, subject);
      const marks = found?.marks ?? [];
      if (isAmong(marks, mark)) return undefined;
      return [device, ...marks.slice(1 - MOST_SUBJECTS), mark].join('.');
    },
  };
}

function read(
  shown = '',
): { readonly device: string; readonly marks: readonly string[] } | undefined {
  const [, device, marks = ''] = FORM.exec(shown) ?? [];
  return device === undefined ? undefined : { device, marks: marks.slice(1).split('.') };
}

function isAmong(marks: readonly string[], mark: string): boolean {
  return marks.some((one) => timingSafeEqual(Buffer.from(one), Buffer.from(mark)));
}
