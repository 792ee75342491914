import { requireOptionsAlways } from '@holdfast/core/parts';
import { type InputOf, type InputSchemas, readInput, type ReadInputOptions } from './read-input.ts';

/**
 * Makes a handler that runs only with input that its schemas accept. `readInput` says how other input rejects. `params`
 * are the named parts of the path, as the router found them.
 */
export function validated<const TSchemas extends InputSchemas>(
  schemas: TSchemas,
  handler: (input: InputOf<TSchemas>, request: Request) => Response | Promise<Response>,
  options: ReadInputOptions = {},
): (request: Request, params?: object) => Promise<Response> {
  requireOptionsAlways('validated', options, {
    maxBytes: 'a number from 0 on?',
    maxDepth: 'a whole number from 0 on?',
    text: 'one of storable, any?',
    lists: 'a list of texts?',
    maxParameters: 'a whole number from 0 on?',
    unknown: 'one of refuse, schema?',
  });

  return async (request, params = {}) =>
    handler(await readInput(request, schemas, { ...options, params }), request);
}
