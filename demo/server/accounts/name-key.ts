import { nameKeys } from '@holdfast/server/credentials';
import skeleton from 'unhomoglyph';

const keyOf = nameKeys({ skeleton });

/** The key that makes a name unique: all its spellings have the same key. */
export function nameKey(name: string): string {
  return `3:${keyOf(name)}`;
}

/**
 * The key of an account that was made before spellings were compared, and whose new key another account has. Only the
 * exact spelling of its name leads to it.
 */
export function exactKey(name: string): string {
  return `1:${name.trim().normalize('NFKC').toLowerCase()}`;
}
