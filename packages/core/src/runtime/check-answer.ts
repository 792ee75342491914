import type { FieldIssue } from '../failures/field-issue.ts';
import { Failure } from '../failures/failure.ts';
import { RESPONSE_INVALID } from '../failures/kinds/contract.ts';
import type { Effect } from '../failures/failure-kind.ts';
import { parseWith } from '../schema/parse-with.ts';
import type { StandardSchema } from '../schema/standard-schema.ts';
import type { Run } from './run.ts';

/**
 * Checks the server's answer with a schema and gives its output. Rejects with `RESPONSE_INVALID`, also when the
 * schema itself throws: the server has answered, and a write has taken effect.
 */
export async function checkAnswer<T>(
  schema: StandardSchema<unknown, T> | undefined,
  answer: unknown,
  known: Pick<Run, 'incidentId'> & Partial<Run>,
  effect: Effect = 'applied',
): Promise<T> {
  const { requestId, incidentId } = known;
  let issues: readonly FieldIssue[] = [];
  let cause: unknown;
  try {
    const parsed = await parseWith(schema, answer);
    if (parsed.ok) return parsed.value;
    ({ issues } = parsed);
  } catch (error) {
    cause = error;
  }
  const init = { requestId, incidentId, effect, cause };
  throw new Failure(RESPONSE_INVALID, { ...init, details: { issues } });
}
