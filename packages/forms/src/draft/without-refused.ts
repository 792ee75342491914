import type { StandardSchema } from '@holdfast/core';
import { inDevelopment } from '@holdfast/core/parts';
import { get, set } from 'react-hook-form';
import type { DraftContent } from './draft-state.ts';

/**
 * The content of a draft with the default in place of each field that `shape` refuses, and the names of those
 * fields. `undefined` when it refuses none. Throws for a refusal of the values as a whole, and when the
 * values are still refused without those fields.
 */
export async function withoutRefused<TValues extends object>(
  content: DraftContent<TValues>,
  shape: StandardSchema,
  defaults: object,
): Promise<DraftContent<TValues> | undefined> {
  const { issues } = await shape['~standard'].validate(content.values);
  if (!issues) return undefined;
  const values = { ...content.values };
  // A list whose item is refused is dropped as a whole: its other items would move otherwise.
  const dropped = new Set(issues.map(({ path = [] }) => nameOf(path, content.values)));
  if (dropped.has('')) throw new TypeError(inDevelopment('not the values of this form'));
  for (const name of dropped) set(values, name, get(defaults, name));
  const again = await shape['~standard'].validate(values);
  if (again.issues) throw new TypeError(inDevelopment('not the values of this form'));
  return { ...content, values, dropped: [...dropped] };
}

type Path = readonly (PropertyKey | { readonly key: PropertyKey })[];

function nameOf(path: Path, values: unknown): string {
  const steps: string[] = [];
  let inside = values;
  for (const step of path) {
    if (Array.isArray(inside)) break;
    const name = String(typeof step === 'object' ? step.key : step);
    steps.push(name);
    inside =
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
        ? Reflect.get(inside, name)
        : undefined;
  }
  return steps.join('.');
}
