import type { Platform } from './platform.ts';

/**
 * A UUID of version 7 (RFC 9562 §5.7). It sorts by the millisecond of its creation, and has 74 random bits.
 * It promises to be unique, but promises no order within a millisecond or across a jump of the clock.
 */
export function uuidV7(platform: Pick<Platform, 'now' | 'randomBytes'>): string {
  let text = Math.max(0, Math.floor(platform.now())).toString(16).padStart(12, '0');
  const [version = 0, second = 0, variant = 0, ...rest] = platform.randomBytes(10);
  for (const byte of [0x70 | (version & 0x0f), second, 0x80 | (variant & 0x3f), ...rest]) {
    // From 100 to 1ff, so that the last two digits are those of the byte.
    text += (byte + 256).toString(16).slice(1);
  }
  return text.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
