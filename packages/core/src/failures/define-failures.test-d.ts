import { expectTypeOf } from 'vitest';
import { defineFailures, type FailureOf } from './define-failures.ts';
import { Failure, isFailure } from './failure.ts';
import { matchFailure } from './match-failure.ts';

const row = { severity: 'info', retry: 'never', effect: 'none' } as const;
const fireside = defineFailures({
  story: {
    STORY_REFUSED: {
      ...row,
      number: 2000,
      details: { reason: ['policy', 'length'], words: 'number' },
    },
    STORY_LOST: { ...row, number: 2001 },
  },
  character: {
    CHARACTER_IN_USE: { ...row, number: 2100, details: { id: 'word', retired: 'boolean' } },
  },
});

declare const thrown: unknown;
declare const ours: FailureOf<typeof fireside>;

if (isFailure(thrown, fireside.STORY_REFUSED)) {
  expectTypeOf(thrown.details).toEqualTypeOf<{
    readonly reason: 'policy' | 'length';
    readonly words: number;
  }>();
}
expectTypeOf(fireside.CHARACTER_IN_USE.family).toEqualTypeOf<'character'>();
void new Failure(fireside.CHARACTER_IN_USE, { details: { id: 'a', retired: true } });
// @ts-expect-error the reason is one of two
void new Failure(fireside.STORY_REFUSED, { details: { reason: 'mood', words: 1 } });
// @ts-expect-error there is no such kind
void fireside.STORY_FOUND;

void matchFailure(ours, { STORY_REFUSED: () => 1, STORY_LOST: () => 2, CHARACTER_IN_USE: () => 3 });
// @ts-expect-error CHARACTER_IN_USE is not answered
void matchFailure(ours, { STORY_REFUSED: () => 1, STORY_LOST: () => 2 });

// @ts-expect-error CONFLICT is ours
void defineFailures({ story: { CONFLICT: { ...row, number: 2000 } } });
// @ts-expect-error a row has an effect
void defineFailures({ story: { STORY_LOST: { number: 2000, severity: 'info', retry: 'never' } } });
