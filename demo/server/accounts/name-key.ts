import { nameKeys } from '@holdfast/server/credentials';
import skeleton from 'unhomoglyph';

const keyOf = nameKeys({ skeleton });

/** What makes a name unique: all its spellings have one key. */
export function nameKey(name: string): string {
  return `3:${keyOf(name)}`;
}

/**
 * The key of an account that was made before spellings were compared, and whose new key another account
 * has. Only the very spelling it was made with leads to it.
 */
export function exactKey(name: string): string {
  return `1:${name.trim().normalize('NFKC').toLowerCase()}`;
}
