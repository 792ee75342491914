// Prints what `measured.test.ts` holds the detection to: npm run threats
import { measure } from './figures.ts';

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

const measured = (['design', 'held-out'] as const).map((part) => ({ part, ...measure(part) }));
console.table(
  Object.fromEntries(
    measured.map((figures) => [
      figures.part,
      {
        attacks: figures.attacks,
        detected: `${figures.detected} (${percent(figures.detected, figures.attacks)})`,
        'rightly named': figures.rightlyNamed,
        benign: figures.benign,
        refused: figures.refused.length,
        'refused in referer or cookie': figures.refusedCarried.length,
        'stories noticed': figures.noticed.length,
        'refused if undeclared': figures.refusedUndeclared,
      },
    ]),
  ),
);
const attacks = measured.reduce((sum, figures) => sum + figures.attacks, 0);
const detected = measured.reduce((sum, figures) => sum + figures.detected, 0);
console.log(`All: ${detected} of ${attacks} attacks detected (${percent(detected, attacks)}).`);
