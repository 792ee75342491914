import { type Case, takes } from './corpus-case.ts';
import { nameAtSite } from './name-at-site.ts';

export interface Measure {
  readonly cases: number;
  /** Shares of the cases, from 0 to 1. */
  readonly family: number;
  readonly retry: number;
  readonly effect: number;
  /** Cases with a possible effect whose name says that there was none. */
  readonly unsafe: readonly string[];
  /** One line for each case that is not right in all three. */
  readonly wrong: readonly string[];
}

/** How often the names of the cases match their situations. */
export function measureCorpus(cases: readonly Case[]): Measure {
  const right = { family: 0, retry: 0, effect: 0 };
  const unsafe: string[] = [];
  const wrong: string[] = [];
  for (const one of cases) {
    const { family, retry, effect, code } = nameAtSite(one);
    const said = { family: String(family), retry, effect };
    const isRight = (field: keyof typeof said): boolean => takes(one.expect[field], said[field]);
    const fields = ['family', 'retry', 'effect'] as const;
    for (const field of fields) right[field] += Number(isRight(field));
    if (effect === 'none' && !isRight('effect')) unsafe.push(`${one.id}: ${one.about}`);
    const mistakes = fields.filter((field) => !isRight(field));
    if (mistakes.length > 0) {
      const told = mistakes.map((field) => `${field} ${said[field]} for ${one.expect[field]}`);
      wrong.push(`${one.id}: ${one.about}: ${code}: ${told.join(', ')}`);
    }
  }
  const share = (count: number): number => (cases.length === 0 ? 1 : count / cases.length);
  return {
    cases: cases.length,
    family: share(right.family),
    retry: share(right.retry),
    effect: share(right.effect),
    unsafe,
    wrong,
  };
}
