import { checkTag } from '@holdfast/forms/fields';
import { withRules } from '@holdfast/forms/validation';
import { defineWizard, step } from '@holdfast/forms/wizard';
import { spokenSchema } from '../../words/spoken-schema.ts';
import { SheetValues, traitRules } from './sheet-values.ts';

/** A typed trait that cannot be added stays in its field, and the sheet is not saved without it. */
const schema = withRules(SheetValues, [
  {
    of: ['traits', 'nextTrait'],
    on: 'nextTrait',
    check({ traits, nextTrait }) {
      const { problem } = checkTag(traits, nextTrait, traitRules);
      if (problem === 'tagLong') return 'A trait has at most 40 characters.';
      return problem === 'tagsFull' ? 'Eight traits are enough.' : undefined;
    },
  },
]);

export const sheetWizard = defineWizard(spokenSchema(schema), [
  step('identity', { fields: ['name', 'role'] }),
  step('traits', { fields: ['temperament', 'traits', 'nextTrait', 'look'] }),
  step('backstory', { fields: ['backstory'] }),
  step('portrait', { fields: ['portraitId'] }),
  step('review'),
]);
