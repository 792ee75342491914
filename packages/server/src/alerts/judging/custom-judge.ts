import type { RollupMeasure } from '../../monitoring/rollup.ts';
import type { CustomRule } from '../rules/alert-rule.ts';
import type { Windows } from '../windows/create-windows.ts';
import type { Judgement } from './judgement.ts';

/** A rule of the app: a pure function over the same windows. */
export interface CustomJudge {
  /** The measures that the function reads. */
  readonly measures: readonly RollupMeasure[];
  /** Combinations of values that it leaves out are clear. */
  judge(windows: Windows, now: number, rule: CustomRule): readonly CustomJudgement[];
}

export type CustomJudgement = Pick<Judgement, 'values' | 'signal' | 'reach'> & {
  readonly weight?: number;
  /** One sentence that says why. It must contain no credential and no text of a user. */
  readonly text: string;
};
