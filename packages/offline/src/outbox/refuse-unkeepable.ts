import { Failure } from '@holdfast/core';
import { unsendable, type NewEntry } from '@holdfast/core/parts';
import { INPUT_INVALID } from '@holdfast/core/failures';
import { invalid, refuseCredentials } from './refuse-credentials.ts';

// With this flag a pair of surrogates is one character, so the pattern finds only lone halves.
const HALF_LETTER = /\p{Surrogate}/u;
// The characters that the header for a key can carry (RFC 9651 §3.3.3).
const KEY = /^[ !#-[\]-~]+$/;

/** Refuses an entry by name, before anything is kept, when it could never be sent or stored. */
export function refuseUnkeepable(entry: NewEntry): void {
  const { request, owner, lane, id, input } = entry;
  refuseCredentials(request);
  const { url, ...parts } = request;
  const failure = unsendable(url, parts);
  if (failure) throw failure;
  const words = { id: KEY.test(id) && id, owner: HALF_LETTER.test(owner) || owner, lane };
  const issues = Object.entries(words)
    .filter(([, value]) => typeof value !== 'string' || value === '')
    .map(([name]) => ({ pointer: `/${name}`, message: 'is no text that can be sent, or empty' }));
  if (issues.length > 0) throw new Failure(INPUT_INVALID, { details: { issues } });
  try {
    // Where there is no such function, there is no database either.
    globalThis.structuredClone?.(input);
  } catch (cause) {
    const issue = {
      pointer: '/input',
      message: 'cannot be stored: it holds what cannot be cloned',
    };
    throw new Failure(INPUT_INVALID, { details: { issues: [issue] }, cause });
  }
}
