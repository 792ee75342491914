import { Failure, INPUT_INVALID, unsendable, type NewEntry } from '@holdfast/core';
import { refuseCredentials } from './entry-of-request.ts';

/** Refuses by name, before anything is kept, what could never be sent or stored. */
export function refuseUnkeepable(entry: NewEntry): void {
  const { request, owner, lane, id, input } = entry;
  refuseCredentials(request);
  const { url, ...parts } = request;
  const failure = unsendable(url, parts);
  if (failure) throw failure;
  const words = { id, owner, lane };
  const issues = Object.entries(words)
    .filter(([, value]) => typeof value !== 'string' || value === '')
    .map(([name]) => ({ pointer: `/${name}`, message: 'is no text, or empty' }));
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
