import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { addressKey, parseAddress } from './address.ts';
import { parseAddressRange } from './address-range.ts';

vi.setConfig({ testTimeout: 60_000 });

const key = (text: string): string => addressKey(parseAddress(text) ?? []);
const holds = (range: string, address: string): boolean | undefined =>
  parseAddressRange(range)?.(parseAddress(address) ?? []);

it('has one name for each client whose IPv4 address was translated to IPv6', () => {
  expect(key('64:ff9b::192.0.2.1')).toBe('192.0.2.1');
  expect(key('64:ff9b::c000:202')).toBe('192.0.2.2');
  expect(key('64:ff9b:1::c000:202')).toBe('0064ff9b00010000/64');
  // A translated address does not decide which proxies the server trusts.
  expect(holds('192.0.2.0/24', '64:ff9b::192.0.2.1')).toBe(false);
});

describe('an address', () => {
  it.each([
    ['192.0.2.1', [192, 0, 2, 1]],
    ['::1', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['2001:DB8::ff00:42:8329', [32, 1, 13, 184, 0, 0, 0, 0, 0, 0, 255, 0, 0, 66, 131, 41]],
    ['::ffff:192.0.2.1', [192, 0, 2, 1]],
    ['::ffff:c000:201', [192, 0, 2, 1]],
    ['fe80::1%eth0', [254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
  ])('%s is its bytes', (text, bytes) => {
    expect(parseAddress(text)).toEqual(bytes);
  });

  it.each([
    [''],
    ['unknown'],
    ['1.2.3'],
    ['1.2.3.4.'],
    ['256.1.1.1'],
    ['01.2.3.4'],
    ['0x7f.0.0.1'],
    ['2130706433'],
    [':::'],
    ['1::2::3'],
    ['[::1]'],
    ['::1%'],
    ['::1%a%b'],
    ['::1/64'],
    ['fireside.example'],
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('is read as Node reads it, for every text', () => {
    const almost = fc.oneof(
      fc.ipV4(),
      fc.ipV4Extended(),
      fc.ipV6(),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef:.%[]/x'.split('')) }),
      fc.string(),
    );
    fc.assert(
      fc.property(almost, (text) => {
        const bytes = parseAddress(text);
        // Node takes any text as the zone of any address; here it is left out.
        expect(bytes !== undefined).toBe(isIP(text.replace(/%[^%]+$/, '%z')) !== 0);
        expect((bytes ?? []).every((byte) => byte >= 0 && byte <= 255)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('has one key per IPv4 address, and one per IPv6 network of a customer', () => {
    expect(key('192.0.2.1')).toBe('192.0.2.1');
    expect(key('192.0.2.1')).toBe(key('::ffff:192.0.2.1'));
    expect(key('2001:db8:1:2::1')).toBe('20010db800010002/64');
    expect(key('2001:db8:1:2::1')).toBe(key('2001:db8:1:2:ffff::99'));
    expect(key('2001:db8:1:2::1')).not.toBe(key('2001:db8:1:3::1'));
  });
});

describe('a range', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['192.168.4.0/22', '192.168.7.255', true],
    ['192.168.4.0/22', '192.168.8.0', false],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '::1', false],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
  ])('%s with %s in it: %s', (range, address, expected) => {
    expect(holds(range, address)).toBe(expected);
  });

  it.each([[''], ['10.0.0.0/33'], ['10.0.0.0/'], ['10.0.0.0/8/8'], ['10/8'], ['::/129'], ['all']])(
    '%j is none',
    (text) => {
      expect(parseAddressRange(text)).toBeUndefined();
    },
  );
});
