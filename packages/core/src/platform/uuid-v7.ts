import type { Platform } from './platform.ts';

/**
 * A UUID of version 7 (RFC 9562 §5.7): sorts by creation time to the millisecond, 74 random bits.
 * It promises uniqueness, not order within a millisecond or across clock jumps.
 */
export function uuidV7(platform: Pick<Platform, 'now' | 'randomBytes'>): string {
  const time = Math.max(0, Math.floor(platform.now()));
  const [version = 0, second = 0, variant = 0, ...rest] = platform.randomBytes(10);
  const random = [0x70 | (version & 0x0f), second, 0x80 | (variant & 0x3f), ...rest];
  const text = hex(time, 12) + random.map((byte) => hex(byte, 2)).join('');
  return text.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
