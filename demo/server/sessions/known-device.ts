import type { KnownDevices } from '@holdfast/server/credentials';
import type { Context } from 'hono';
import { DEVICE_HEADER } from '../../contract/account.ts';

export interface KnownDevice {
  /** The device, when this account signed in on it before. */
  read(c: Context, account: string): string | undefined;
  /** Lets the device know that this account signed in on it. */
  remember(c: Context, account: string): void;
}

/**
 * Knows a device again by a field that its page keeps and sends. It outlives sessions: who signed in on a device
 * before is not stopped there by strangers who guess at the name. It opens nothing by itself.
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
