/** An IP address as its bytes: 4 or 16 of them. */
export type Address = readonly number[];

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
// An IPv4 address on a socket that takes both kinds.
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
// The prefix under which a network without IPv4 reaches all of IPv4 (RFC 6052).
const TRANSLATED = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];

/**
 * Reads an IPv4 address in dotted decimals or an IPv6 address in any spelling; `undefined` for
 * everything else. An IPv4 address inside an IPv6 one is the IPv4 address; a zone is left out.
 */
export function parseAddress(text: string): Address | undefined {
  if (IPV4.test(text)) return text.split('.').map(Number);
  const [plain = '', zone, ...rest] = text.split('%');
  if (zone === '' || rest.length > 0 || !/^[\da-f:.]{2,45}$/i.test(plain) || !plain.includes(':'))
    return undefined;
  // The URL parser knows every spelling of IPv6 and writes them all as one.
  const url = `http://[${plain}]`;
  if (!URL.canParse(url)) return undefined;
  const bytes = toBytes(new URL(url).hostname.slice(1, -1));
  return begins(bytes, MAPPED) ? bytes.slice(12) : bytes;
}

function begins(address: Address, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => address[index] === byte);
}

function toBytes(canonical: string): readonly number[] {
  const [head = [], tail] = canonical.split('::').map((half) => half.split(':').filter(Boolean));
  const groups =
    tail === undefined
      ? head
      : [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return groups.flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/**
 * One key for the addresses that one customer of a network usually has: the address itself for IPv4, its /64 for IPv6,
 * where a single host may pick any of 2^64 addresses. A translated IPv4 address counts as IPv4 again, because all of
 * IPv4 lies in one /64 there.
 */
export function addressKey(address: Address): string {
  if (address.length === 16 && begins(address, TRANSLATED)) return addressKey(address.slice(12));
  return address.length === 4
    ? address.join('.')
    : `${address
        .slice(0, 8)
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')}/64`;
}
