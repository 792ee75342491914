import {
  toTransportRequest,
  type RequestDescription,
  type TransportRequest,
} from '../exchange/request/request-description.ts';
import { Failure } from '../failures/failure.ts';
import { INPUT_INVALID } from '../failures/kinds/contract.ts';
import { parseWith, requireSchema } from '../schema/parse-with.ts';
import type { StandardSchema } from '../schema/standard-schema.ts';
import { atOnce } from './at-once.ts';
import type { Runtime } from './holdfast-options.ts';
import type { Run } from './run.ts';

interface Described {
  readonly input: StandardSchema | undefined;
  readonly request: (input: never) => RequestDescription;
}

/**
 * Gives the output of the operation's `input` schema. Rejects with `INPUT_INVALID`. It checks first that `answer` is a
 * schema, because the answer to a write could not be checked after the write was sent.
 */
export async function parseInput(
  { input: schema }: Pick<Described, 'input'>,
  answer: StandardSchema | undefined,
  input: unknown,
  run: Run,
): Promise<unknown> {
  requireSchema(answer);
  const parsed = await parseWith(schema, input);
  if (parsed.ok) return parsed.value;
  throw new Failure(INPUT_INVALID, { ...run, details: { issues: parsed.issues } });
}

/** The request of an operation for a parsed input. Throws what the app's `request` throws. */
export function requestOf(
  { request }: Pick<Described, 'request'>,
  value: unknown,
  { baseUrl }: Pick<Runtime, 'baseUrl'>,
): TransportRequest {
  return toTransportRequest(atOnce(request(value as never)), baseUrl);
}
