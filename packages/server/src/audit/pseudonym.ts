import { sha256 } from '../digest/sha256.ts';

/** Says whether two texts are the same without saying what they are: a hash that tells on itself. */
export async function pseudonymOf(text: string): Promise<string> {
  const digest = await sha256(text);
  return `sha256:${digest.slice(0, 32)}`;
}

export function isPseudonym(text: string): boolean {
  return /^sha256:[\da-f]{32}$/.test(text);
}
