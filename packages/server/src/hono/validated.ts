import type { Context, Handler } from 'hono';
import {
  type InputOf,
  type InputSchemas,
  readInput,
  type ReadInputOptions,
} from '../requests/read-input.ts';
import { requireInputOptions } from '../requests/require-input-options.ts';

/** A handler that runs only with input that its schemas accept. `readInput` says how other input rejects. */
export function validated<
  const TSchemas extends InputSchemas,
  TEnvironment extends object = object,
>(
  schemas: TSchemas,
  handler: (input: InputOf<TSchemas>, c: Context<TEnvironment>) => Response | Promise<Response>,
  options: ReadInputOptions = {},
): Handler<TEnvironment> {
  requireInputOptions(options);
  return async (c) =>
    handler(await readInput(c.req.raw, schemas, { ...options, params: c.req.param() }), c);
}
