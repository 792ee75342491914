import { expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';

it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

it.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1'],
  ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fd00::1'],
  ...['fe80::1%eth0', 'ff02::1', '::ffff:192.168.0.1', '64:ff9b::a00:1', '64:ff9b:1::1'],
  ...['2002:a00:1::', '2001:0:1::', '2001:db8::1', 'localhost', ''],
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
