import type { Platform } from './platform.ts';

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * A UUID of version 7 (RFC 9562 §5.7): sorts by creation time to the millisecond, 74 random bits.
 * It promises uniqueness, not order within a millisecond or across clock jumps.
 */
export function uuidV7(platform: Pick<Platform, 'now' | 'randomBytes'>): string {
  const bytes = platform.randomBytes(16);
  let time = Math.max(0, Math.floor(platform.now()));
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const text = hex(bytes);
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20),
  ].join('-');
}
