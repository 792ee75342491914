import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { knownDevices } from './node-known-device.ts';

const key = randomBytes(32);
const devices = knownDevices({ key });

it('is known for each account that signed in on it, and for no other', () => {
  const first = devices.withSubject(undefined, 'mara');
  const both = devices.withSubject(first, 'noor');
  expect(devices.deviceOf(both, 'mara')).toBe(devices.deviceOf(first, 'mara'));
  expect(devices.deviceOf(both, 'noor')).toBe(devices.deviceOf(first, 'mara'));
  expect(devices.deviceOf(first, 'noor')).toBeUndefined();
  expect(devices.withSubject(both, 'mara')).toBeUndefined();
});

it('forgets the first of more than five accounts', () => {
  let shown: string | undefined;
  for (const subject of ['a', 'b', 'c', 'd', 'e', 'f']) shown = devices.withSubject(shown, subject);
  expect(devices.deviceOf(shown, 'a')).toBeUndefined();
  for (const subject of ['b', 'f']) expect(devices.deviceOf(shown, subject)).toBeDefined();
});

it('does not accept a mark of another server, of another device or of a stranger', () => {
  const [device = '', mark = ''] = devices.withSubject(undefined, 'mara')?.split('.') ?? [];
  const foreign = knownDevices({ key: randomBytes(32) }).withSubject(undefined, 'mara');
  for (const shown of [
    ...[foreign, '', device, `${device}.`, `${device}.${mark}x`, `${device}.${mark.slice(1)}`],
    `${'A'.repeat(22)}.${mark}`,
    'x'.repeat(10_000),
  ]) {
    expect(devices.deviceOf(shown, 'mara')).toBeUndefined();
    expect(devices.withSubject(shown, 'mara')).toMatch(/^[\w-]{22}(\.[\w-]{22}){1,5}$/);
  }
});

it('requires a key that cannot be guessed', () => {
  expect(() => knownDevices({ key: new Uint8Array(16) })).toThrow(RangeError);
});
