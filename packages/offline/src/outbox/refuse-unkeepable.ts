import { inDevelopment, unsendableRequest, type NewEntry } from '@holdfast/core/parts';
import { invalid, refuseCredentials } from './refuse-credentials.ts';

// With this flag a pair of surrogates is one character, so the pattern finds only lone halves.
const HALF_LETTER = /\p{Surrogate}/u;
const NO_TEXT = 'is no text that can be sent, or empty';
// The characters that the header for a key can carry (RFC 9651 §3.3.3).
const KEY = /^[ !#-[\]-~]+$/;

/** Refuses an entry by name, before anything is kept, when it could never be sent or stored. */
export function refuseUnkeepable(entry: NewEntry): void {
  const { request, owner, lane, id, input } = entry;
  refuseCredentials(request);
  const failure = unsendableRequest(request);
  if (failure) throw failure;
  if (!isText(id) || !KEY.test(id)) throw invalid('/id', inDevelopment(NO_TEXT));
  if (!isText(owner) || HALF_LETTER.test(owner)) throw invalid('/owner', inDevelopment(NO_TEXT));
  if (!isText(lane)) throw invalid('/lane', inDevelopment(NO_TEXT));
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

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
