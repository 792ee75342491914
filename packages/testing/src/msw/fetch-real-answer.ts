import type { bypass } from 'msw';

/** The answer of the real server, past all handlers. */
export function fetchRealAnswer(past: typeof bypass, request: Request): Promise<Response> {
  return fetch(past(request));
}
