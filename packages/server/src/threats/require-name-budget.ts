import { requireOptionsAlways } from '@holdfast/core/parts';
import { refuseUnless } from '../mistakes/defect.ts';
import type { NameBudget } from './name-budget.ts';

/** Throws `DEFECT` for a budget that counts nothing, or under which no wrong guess at a name is ever forgotten. */
export function requireNameBudget(names: NameBudget): void {
  requireOptionsAlways('`names` of createThreatGuard', names, {
    most: 'a number from 0 on',
    kept: 'a number from 0 on',
    halfLifeMs: 'a number above 0',
  });
  refuseUnless(
    names.most - names.kept >= 2,
    'createThreatGuard: let `names.kept` leave at least 2 of `names.most`, or no wrong guess is ever forgotten.',
  );
}
