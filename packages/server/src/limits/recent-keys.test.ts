import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecentKeys } from './recent-keys.ts';

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ use: fc.integer({ min: 0, max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ forget: fc.integer({ min: 0, max: 3 }) }) },
  ),
  { maxLength: 60 },
);

it('keeps the names that were used last, after any uses and removals', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 6 }), (all, maxKeys) => {
      const recent = createRecentKeys<number>(maxKeys);
      let expected: { readonly name: number; readonly made: number }[] = [];
      let made = 0;
      const given: (readonly [number, number])[] = [];
      const gone: (readonly [number, number])[] = [];
      for (const step of all) {
        if ('use' in step) {
          const known = expected.find(({ name }) => name === step.use);
          made += 1;
          const entry = known ?? { name: step.use, made };
          given.push([recent.use(String(step.use), () => made), entry.made]);
          expected = [...expected.filter(({ name }) => name !== step.use), entry].slice(-maxKeys);
        } else {
          // Odd ones are over.
          const upTo = expected.findIndex(({ made: value }) => value % 2 === 0);
          const over = Math.min(step.forget, upTo < 0 ? expected.length : upTo);
          gone.push([recent.forget((value) => value % 2 === 1, step.forget), over]);
          expected = expected.slice(over);
        }
      }
      for (const [was, should] of [...given, ...gone]) expect(was).toBe(should);
    }),
  );
});
