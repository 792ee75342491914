import type { StandardSchema } from '@holdfast/core';
import { defineWizard, step } from './define-wizard.ts';

interface Sheet {
  readonly name: string;
  readonly isPoet: boolean;
  readonly traits: readonly { readonly text: string }[];
}
declare const sheet: StandardSchema<Sheet, { readonly count: number }>;

const wizard = defineWizard(sheet, [
  step('identity', { fields: ['name', 'isPoet'] }),
  step('verses', {
    fields: ['traits', 'traits.0.text'],
    need: 'optional',
    when: ({ isPoet }) => isPoet,
    guard: async (values, { signal }) => {
      values.name satisfies string;
      // @ts-expect-error the values have no such field
      void values.nme;
      signal satisfies AbortSignal;
      await Promise.resolve();
      return undefined;
    },
  }),
  step('review'),
]);
wizard.steps satisfies readonly { readonly id: 'identity' | 'verses' | 'review' }[];
// @ts-expect-error no such step
wizard.steps satisfies readonly { readonly id: 'identity' | 'review' }[];

defineWizard(sheet, [
  // @ts-expect-error no such field
  step('identity', { fields: ['nme'] }),
]);
defineWizard(sheet, [
  // @ts-expect-error no such field of an item
  step('traits', { fields: ['traits.0.txt'] }),
]);
defineWizard(sheet, [
  // @ts-expect-error a guard says no with a sentence
  step('identity', { guard: () => false }),
]);
defineWizard(sheet, [
  // @ts-expect-error a condition reads the values of the form
  step('identity', { when: (values: { readonly age: number }) => values.age > 3 }),
]);
