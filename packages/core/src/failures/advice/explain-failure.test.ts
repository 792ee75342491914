import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { FailureKind } from '../failure-kind.ts';
import { Failure } from '../failure.ts';
import { RATE_LIMITED } from '../kinds/http.ts';
import { PIPELINE_INVALID } from '../kinds/policy.ts';
import { advice } from './every-advice.ts';
import { explainFailure } from './explain-failure.ts';

const story: FailureKind = { ...RATE_LIMITED, code: 'STORY_REFUSED', number: 2000 };

describe('what a developer reads', () => {
  it.each(Object.keys(catalogue) as (keyof typeof advice)[])(
    'says of %s what it is and what to do',
    (code) => {
      expect(advice[code].message).toMatch(/^.{10,}\.$/);
      expect(advice[code].remedy).toMatch(/^.{10,}\.$/);
    },
  );

  it('is a few lines', () => {
    expect(explainFailure(new Failure(RATE_LIMITED, { incidentId: 'i-1' }))).toBe(
      [
        'RATE_LIMITED (1020, rate-limit; retry later, effect none; incident i-1)',
        `  ${advice.RATE_LIMITED.message}`,
        `  ${advice.RATE_LIMITED.remedy}`,
      ].join('\n'),
    );
  });

  it('gives the advice of the failure itself where it has some', () => {
    const failure = new Failure(PIPELINE_INVALID, { details: { remedy: 'Give retry a number.' } });
    expect(explainFailure(failure)).toContain('  Give retry a number.');
  });

  it('explains an app’s own codes when it is told how', () => {
    const own = { STORY_REFUSED: { message: 'It was refused.', remedy: 'Write another.' } };
    expect(explainFailure(new Failure(story), own)).toContain('Write another.');
    expect(explainFailure(new Failure(story))).toContain('No table of advice');
    expect(explainFailure(new Failure({ ...story, code: 'toString' }))).toContain(
      'No table of advice',
    );
  });
});
