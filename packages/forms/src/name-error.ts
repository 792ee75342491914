import type { Failure, Holdfast } from '@holdfast/core';
import type { OpaqueWrite } from '@holdfast/core/parts';

/** The failure that an error of the app's own code is. The runtime names the error, and tells its sinks. */
export async function nameError(
  { run }: Pick<Holdfast, 'run'>,
  name: string,
  error: unknown,
): Promise<Failure> {
  const request = (): never => {
    throw error;
  };
  const operation = { kind: 'write', name, offline: 'fail', request };
  const outcome = await run(operation as unknown as OpaqueWrite);
  if (outcome.kind !== 'failed') throw error;
  return outcome.failure;
}
