import { sha256 } from '../digest/sha256.ts';

/**
 * Stands for a text: a hash shows whether two texts are the same, and shows neither of them. The result names itself as
 * a hash.
 */
export async function pseudonymOf(text: string): Promise<string> {
  const digest = await sha256(text);
  return `sha256:${digest.slice(0, 32)}`;
}

export function isPseudonym(text: string): boolean {
  return /^sha256:[\da-f]{32}$/.test(text);
}
