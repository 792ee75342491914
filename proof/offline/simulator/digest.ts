/** A running digest of texts: two independent hashes of 32 bits each (FNV-1a and its sibling). */
export interface Digest {
  readonly a: number;
  readonly b: number;
}

export const EMPTY: Digest = { a: 0x81_1c_9d_c5, b: 0x9e_37_79_b9 };

export function mix({ a, b }: Digest, text: string): Digest {
  let [left, right] = [a, b];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    left = Math.imul(left ^ code, 0x01_00_01_93);
    right = Math.imul(right + code, 0x85_eb_ca_6b) ^ (right >>> 13);
  }
  return { a: left, b: right };
}

/** Like `mix`, of a whole number of up to 53 bits. */
export function mixNumber({ a, b }: Digest, number: number): Digest {
  const low = number | 0;
  const high = (number / 2 ** 32) | 0;
  let [left, right] = [Math.imul(a ^ low, 0x01_00_01_93), Math.imul(b + low, 0x85_eb_ca_6b)];
  left = Math.imul(left ^ (left >>> 15) ^ high, 0x01_00_01_93);
  right = Math.imul((right ^ (right >>> 13)) + high, 0x85_eb_ca_6b);
  return { a: left, b: right ^ (right >>> 13) };
}

/** As a key of a map. Of the 64 bits, a number holds 53 exactly. */
export function keyOf({ a, b }: Digest): number {
  return (a >>> 0) * 2 ** 21 + ((b >>> 0) & 0x1f_ff_ff);
}
