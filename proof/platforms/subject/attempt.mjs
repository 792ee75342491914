// Plain JavaScript that runs unchanged on every platform and needs nothing from its host.

import { userMessage } from '@holdfast/core';
import { en } from '@holdfast/core/messages/en';

/**
 * Runs one action of an app and gives its result: `works`, `refuses` (with a code of the catalogue and a
 * sentence) or `breaks` (any other error).
 */
export async function attempt(row, work) {
  try {
    const said = await work();
    return { row, verdict: said === undefined ? 'works' : 'refuses', says: said ?? '' };
  } catch (error) {
    // `resilientFetch` rejects as `fetch` does, with the failure as the cause.
    const failure = [error, error?.cause].find((one) => one?.name === 'Failure');
    if (failure) return { row, verdict: 'refuses', says: sentence(failure) };
    return { row, verdict: 'breaks', says: String(error?.stack ?? error) };
  }
}

/** A failure in one line: its code, and what to do or what its user reads. */
export function sentence(failure) {
  return `${failure.code}: ${failure.details?.remedy ?? userMessage(failure, en.failures)}`;
}

export function check(holds, what) {
  if (!holds) throw new Error(`not so: ${what}`);
}
