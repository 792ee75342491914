import { surface } from '@holdfast/core/parts';
import { pick } from './plain-data.ts';
import type { Data, OpaqueDeclared, SliceContext } from './slice-context.ts';

/** The data of a slice with an answer in it. An `apply` that throws changes nothing. */
export function applied(
  { data, initial, read, touched }: SliceContext,
  over: OpaqueDeclared,
  value: unknown,
  input: unknown,
): Data {
  const before = data.confirmed();
  try {
    const patch = over.apply?.(before, value, input, pick(initial, read())) as Data;
    for (const key of Object.keys(patch ?? {})) touched[key] = initial[key];
    return { ...before, ...patch };
  } catch (error) {
    surface(error);
    return before;
  }
}
