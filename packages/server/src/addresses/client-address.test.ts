import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { clientAddress, type TrustedProxies } from './client-address.ts';

vi.setConfig({ testTimeout: 60_000 });

const asked = (headers: Record<string, string>): Request =>
  new Request('http://test/', { headers });
const ranges = ['10.0.0.0/8', 'fd00::/8'];
const behind = (
  header: TrustedProxies['header'],
  field: string,
  peer: string | undefined = '10.0.0.1',
): string | undefined =>
  clientAddress({ ranges, header })(asked({ [header]: field }), peer)?.join('.');

it('is where the connection comes from, when no proxy is configured', () => {
  const find = clientAddress();
  const forged = asked({ 'x-forwarded-for': '1.1.1.1', forwarded: 'for=1.1.1.1' });
  expect(find(forged, '203.0.113.9')).toEqual([203, 0, 113, 9]);
  expect(find(forged, undefined)).toBeUndefined();
});

describe('behind proxies, the client', () => {
  it.each([
    ['one proxy', '203.0.113.9', '203.0.113.9'],
    ['two of ours', '203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['with a port', '203.0.113.9:4711', '203.0.113.9'],
    ['a forged beginning', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['a forged proxy of ours', '1.1.1.1, 10.9.9.9, 203.0.113.9', '203.0.113.9'],
    ['only our own', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['nonsense', 'nobody', '10.0.0.1'],
    ['nonsense before a proxy of ours', 'nobody, 10.0.0.2', '10.0.0.2'],
  ])('of X-Forwarded-For, %s: %s is %s', (_, field, client) => {
    expect(behind('x-forwarded-for', field)).toBe(client);
  });

  it.each([
    ['one proxy', 'for=203.0.113.9;proto=https', '203.0.113.9'],
    ['two of ours', 'for=203.0.113.9, for="[fd00::2]:80"', '203.0.113.9'],
    ['a forged beginning', 'for=1.1.1.1, for=203.0.113.9', '203.0.113.9'],
    ['one that does not say', 'for=unknown', '10.0.0.1'],
    ['a hop without an address', 'for=1.1.1.1, proto=https', '10.0.0.1'],
    ['a broken field', 'for=1.1.1.1, for="10.0.0.2', '10.0.0.1'],
  ])('of Forwarded, %s: %s is %s', (_, field, client) => {
    expect(behind('forwarded', field)).toBe(client);
  });

  it('is the connection itself when that is none of our proxies', () => {
    expect(behind('x-forwarded-for', '1.1.1.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(behind('x-forwarded-for', '10.0.0.2', '203.0.113.9')).toBe('203.0.113.9');
  });

  it('is not read from the field the proxies do not write', () => {
    const find = clientAddress({ ranges, header: 'forwarded' });
    expect(find(asked({ 'x-forwarded-for': '1.1.1.1' }), '10.0.0.1')).toEqual([10, 0, 0, 1]);
  });

  it('cannot be chosen by the client, with any header', () => {
    const anything = fc.oneof(
      fc.constantFrom(
        '',
        '10.0.0.7',
        'for=10.0.0.7',
        '1.1.1.1',
        'for=1.1.1.1',
        '"',
        ',',
        ';',
        '\\',
      ),
      fc.string({ unit: fc.constantFrom(...'for=10., ;"\\[]:'.split('')) }),
    );
    fc.assert(
      fc.property(fc.array(anything), fc.constantFrom(', ', ',', ';', '"'), (parts, glue) => {
        const forged = parts.join(glue);
        const list = forged === '' ? '203.0.113.9' : `${forged}, 203.0.113.9`;
        expect(behind('x-forwarded-for', list)).toBe('203.0.113.9');
        // Where the forged part breaks the grammar, nothing is believed: the proxy is the client.
        const client = behind('forwarded', `${forged === '' ? '' : `${forged}, `}for=203.0.113.9`);
        expect(['203.0.113.9', '10.0.0.1']).toContain(client);
      }),
      { numRuns: 10_000 },
    );
  });
});

it('refuses a range that is none, by name', () => {
  const misspelt = { ranges: ['10.0.0.0/40'], header: 'forwarded' } as const;
  expect(() => clientAddress(misspelt)).toThrow('"10.0.0.0/40" is neither an address nor a range');
});
