import { isEqual, storable } from '@holdfast/core/parts';
import { get } from 'react-hook-form';
import type { DraftContent } from './draft-state.ts';

/**
 * A copy of form values for a draft, without the excluded fields and without values that no store can keep. A
 * field that still holds its default does not count as lost, because the form gives it the default again.
 */
export function keptValues<TValues extends object>(
  values: TValues,
  excluded: readonly string[] = [],
  defaults: object = {},
): Pick<DraftContent<TValues>, 'values' | 'lost'> {
  const { value: copy, lost } = storable(values);
  const left = [...excluded];
  if (lost.length > 0) {
    // Only a member of the field may be lost, but the whole field comes back with its default.
    const isDefault = (name: string): boolean =>
      isEqual(Reflect.get(values, name), Reflect.get(defaults, name));
    left.push(...Object.keys(values).filter((name) => lost.some(isIn(name)) && isDefault(name)));
  }
  for (const path of left) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent: unknown = steps.length === 0 ? copy : get(copy, steps.join('.'));
    if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, last);
  }
  const missed = lost.filter((pointer) => !left.some((path) => isIn(path)(pointer)));
  return {
    values: copy,
    ...(missed.length > 0 && { lost: missed.map((pointer) => `/values${pointer}`) }),
  };
}

/** Whether a pointer leads to a field or into it. */
const isIn =
  (path: string) =>
  (pointer: string): boolean =>
    `${pointer}/`.startsWith(`/${path.replaceAll('.', '/')}/`);
