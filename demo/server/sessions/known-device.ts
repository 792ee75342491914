import type { KnownDevices } from '@holdfast/server/credentials';
import type { Context } from 'hono';
import { DEVICE_HEADER } from '../../contract/session.ts';

export interface KnownDevice {
  /** The device, when this account signed in on it before. */
  read(c: Context, account: string): string | undefined;
  /** Lets the device know that this account signed in on it. */
  remember(c: Context, account: string): void;
}

/**
 * Recognises a device by a field that its page stores and sends. The field outlives sessions. Strangers who guess at
 * a name do not slow down its owner on a device where the owner signed in before. The field grants no access.
 */
export function knownDevice(devices: KnownDevices): KnownDevice {
  return {
    read: (c, account) => devices.deviceOf(c.req.header(DEVICE_HEADER), account),
    remember(c, account) {
      const value = devices.withSubject(c.req.header(DEVICE_HEADER), account);
      if (value !== undefined) c.header(DEVICE_HEADER, value);
    },
  };
}
