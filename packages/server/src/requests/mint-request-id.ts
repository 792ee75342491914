import type { Platform } from '@holdfast/core';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex = (byte = 0): string => HEX[byte] ?? '';

/** The same as core's `uuidV7`, with tables that a page would not want to load. A server mints one per request. */
export function mintRequestId({ now, randomBytes }: Pick<Platform, 'now' | 'randomBytes'>): string {
  const time = Math.max(0, Math.floor(now())).toString(16).padStart(12, '0');
  const [a = 0, b, c = 0, d, e, f, g, h, i, j] = randomBytes(10);
  const version = hex(0x70 | (a & 0x0f)) + hex(b);
  const variant = hex(0x80 | (c & 0x3f)) + hex(d);
  const rest = hex(e) + hex(f) + hex(g) + hex(h) + hex(i) + hex(j);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${rest}`;
}
