import type { StandardSchema } from '@holdfast/core';
import { createCheck } from './create-check.ts';
import { withChecks } from './with-checks.ts';
import { withRules } from './with-rules.ts';

declare const schema: StandardSchema<
  {
    readonly name: string;
    readonly age: number;
    readonly tags: readonly { readonly text: string }[];
  },
  { readonly count: number }
>;
const text = createCheck({ ask: (value: string) => (value === '' ? 'no' : undefined) });

withChecks(schema, { name: text, 'tags.0.text': text }) satisfies StandardSchema<
  {
    readonly name: string;
    readonly age: number;
    readonly tags: readonly { readonly text: string }[];
  },
  { readonly count: number }
>;
// @ts-expect-error no such field
withChecks(schema, { nme: text });
// @ts-expect-error a check of texts asks about no number
withChecks(schema, { age: text });

withRules(schema, [
  {
    of: ['name', 'age'],
    on: 'age',
    check: (values) => {
      values.age satisfies number;
      return undefined;
    },
  },
]);
withRules(schema, [
  // @ts-expect-error no such field
  { of: ['nme'], on: 'age', check: () => undefined },
]);
withRules(schema, [
  // @ts-expect-error a rule says no with a sentence
  { of: ['name'], on: 'age', check: () => false },
]);
