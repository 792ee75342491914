import type { Failure } from '../../failures/failure.ts';
import type { RunOptions } from '../../runtime/run.ts';

/**
 * The options under which a run that failed is repeated; `undefined` when it must not be repeated. A write that may have
 * taken effect is the same write again, under the same key. If its server honours no keys, it is not repeated.
 */
export function repeatOptions(
  operation: { readonly kind: string; readonly honoursKey?: boolean },
  failure: Failure | undefined,
  options: RunOptions,
): RunOptions | undefined {
  if (operation.kind === 'write' && failure?.effect !== 'none') {
    return operation.honoursKey ? options : undefined;
  }
  const { key: _key, ...fresh } = options;
  return fresh;
}
