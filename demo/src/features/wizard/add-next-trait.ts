import { allTraits } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';

/** Moves the typed trait to the others. Tells which one came; none when nothing was typed or it was there. */
export function addNextTrait(form: Pick<SheetForm, 'getValues' | 'setValue'>): string | undefined {
  const values = form.getValues();
  const traits = allTraits(values);
  if (values.nextTrait !== '') form.setValue('nextTrait', '', { shouldDirty: true });
  if (traits === values.traits) return undefined;
  form.setValue('traits', traits, { shouldDirty: true, shouldTouch: true, shouldValidate: true });
  return traits.at(-1);
}
