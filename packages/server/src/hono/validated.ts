import type { Context, Handler } from 'hono';
import { requireOptionsAlways } from '@holdfast/core/parts';
import {
  type InputOf,
  type InputSchemas,
  readInput,
  type ReadInputOptions,
} from '../requests/read-input.ts';

/** A handler that runs only with input that its schemas accept. `readInput` says how other input rejects. */
export function validated<
  const TSchemas extends InputSchemas,
  TEnvironment extends object = object,
>(
  schemas: TSchemas,
  handler: (input: InputOf<TSchemas>, c: Context<TEnvironment>) => Response | Promise<Response>,
  options: ReadInputOptions = {},
): Handler<TEnvironment> {
  requireOptionsAlways('validated', options, {
    maxBytes: 'a number from 0 on?',
    maxDepth: 'a whole number from 0 on?',
    text: 'one of storable, any?',
    lists: 'a list of texts?',
    maxParameters: 'a whole number from 0 on?',
    unknown: 'one of refuse, schema?',
  });

  return async (c) =>
    handler(await readInput(c.req.raw, schemas, { ...options, params: c.req.param() }), c);
}
