import { type InputOf, type InputSchemas, readInput, type ReadInputOptions } from './read-input.ts';
import { requireInputOptions } from './require-input-options.ts';

/**
 * Makes a handler that runs only with input that its schemas accept. `readInput` says how other input rejects. `params`
 * are the named parts of the path, as the router found them.
 */
export function validated<const TSchemas extends InputSchemas>(
  schemas: TSchemas,
  handler: (input: InputOf<TSchemas>, request: Request) => Response | Promise<Response>,
  options: ReadInputOptions = {},
): (request: Request, params?: object) => Promise<Response> {
  requireInputOptions(options);
  return async (request, params = {}) =>
    handler(await readInput(request, schemas, { ...options, params }), request);
}
