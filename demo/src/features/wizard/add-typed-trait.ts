import { checkTag } from '@holdfast/forms/fields';
import { traitRules } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';

/** Moves a typed trait to the others. One that cannot be added stays in its field, except one that is there already. */
export function addTypedTrait(form: Pick<SheetForm, 'getValues' | 'setValue'>): void {
  const { traits, nextTrait } = form.getValues();
  const { tag, problem } = checkTag(traits, nextTrait, traitRules);
  if (problem === 'tagLong' || problem === 'tagsFull' || nextTrait === '') return;
  form.setValue('nextTrait', '', { shouldDirty: true });
  if (!problem) form.setValue('traits', [...traits, tag], { shouldDirty: true, shouldTouch: true });
}
