import { sha256 } from '../idempotency/web-digest.ts';

/** Says whether two texts are the same without saying what they are: a hash that tells on itself. */
export async function pseudonymOf(text: string): Promise<string> {
  const digest = await sha256(new TextEncoder().encode(text));
  return `sha256:${digest.slice(0, 32)}`;
}

export function isPseudonym(text: string): boolean {
  return /^sha256:[\da-f]{32}$/.test(text);
}
