import { type Address, parseAddress } from './address.ts';

/** Whether an address lies in it. */
export type AddressRange = (address: Address) => boolean;

/** Reads `10.0.0.0/8`, `2001:db8::/32` or a single address; `undefined` for everything else. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [base = '', length, ...rest] = text.split('/');
  const first = parseAddress(base);
  if (!first || rest.length > 0) return undefined;
  const most = first.length * 8;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > most)) {
    return undefined;
  }
  const bits = length === undefined ? most : Number(length);
  return (address) =>
    address.length === first.length &&
    address.every((byte, index) => {
      const free = Math.min(8, Math.max(0, 8 * (index + 1) - bits));
      return byte >> free === (first[index] ?? 0) >> free;
    });
}

/** Throws a `RangeError` for a text that is no range. */
export function requireAddressRange(text: string): AddressRange {
  const range = parseAddressRange(text);
  if (!range) throw new RangeError(`"${text}" is neither an address nor a range of addresses.`);
  return range;
}
