import { inDevelopment, unsendableRequest, type NewEntry } from '@holdfast/core/parts';
import { invalid, refuseCredentials } from './refuse-credentials.ts';

const PARTS = {
  // The characters that the header for a key can carry (RFC 9651 §3.3.3).
  id: /^[ !#-[\]-~]+$/,
  // With this flag a pair of surrogates is one character, so that the pattern refuses only lone halves.
  owner: /^\P{Surrogate}+$/u,
  lane: /[^]/,
};

/** Refuses an entry by name, before anything is kept, when it could never be sent or stored. */
export function refuseUnkeepable(entry: NewEntry): void {
  const { request, input } = entry;
  refuseCredentials(request);
  const failure = unsendableRequest(request);
  if (failure) throw failure;
  for (const [name, pattern] of Object.entries(PARTS)) {
    const part: unknown = entry[name as keyof typeof PARTS];
    if (typeof part !== 'string' || !pattern.test(part)) {
      throw invalid(`/${name}`, inDevelopment('is no text that can be sent, or empty'));
    }
  }
  try {
    // Where there is no such function, there is no database either.
    globalThis.structuredClone?.(input);
  } catch (cause) {
    throw invalid(
      '/input',
      inDevelopment('cannot be stored: it holds what cannot be cloned'),
      cause,
    );
  }
}
