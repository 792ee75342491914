// Measures how well core names the errors that engines threw: `npm run corpus`. It lists the wrong cases of the design
// part. Of the held-out part it gives only the count of wrong cases, unless it is called with `-- --held-out`.
import {
  type Case,
  engineOf,
  loadCases,
  partOf,
} from '../packages/core/test/corpus/corpus-case.ts';
import { measureCorpus } from '../packages/core/test/corpus/measure-corpus.ts';

const cases = loadCases('recorded');
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function tell(of: string, some: readonly Case[]): object {
  const { cases: count, family, retry, effect, unsafe } = measureCorpus(some);
  return {
    of,
    cases: count,
    family: percent(family),
    retry: percent(retry),
    effect: percent(effect),
    'unsafe none': unsafe.length,
  };
}

const grouped = (keyOf: (one: Case) => string): object[] =>
  Object.entries(Object.groupBy(cases, keyOf)).map(([key, some = []]) => tell(key, some));

const design = cases.filter((one) => partOf(one) === 'design');
const heldOut = cases.filter((one) => partOf(one) === 'held out');
console.table([tell('all', cases), tell('design', design), tell('held out', heldOut)]);
console.table(grouped(engineOf));
console.table(grouped(({ site }) => site));
const shown = process.argv.includes('--held-out') ? cases : design;
for (const line of measureCorpus(shown).wrong) console.log(line);
