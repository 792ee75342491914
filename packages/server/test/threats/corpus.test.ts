import { expect, it } from 'vitest';
import { readAttacks, readBenign } from './read-corpus.ts';

const countBy = <T>(items: readonly T[], name: keyof T): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[String(item[name])] = (counts[String(item[name])] ?? 0) + 1;
  return counts;
};

it('holds 500 attacks of six classes, a third of them held out', () => {
  const attacks = [...readAttacks('design'), ...readAttacks('held-out')];
  expect(attacks).toHaveLength(500);
  expect(readAttacks('held-out')).toHaveLength(167);
  expect(countBy(attacks, 'attack')).toEqual({
    sql: 118,
    script: 124,
    traversal: 82,
    header: 56,
    template: 94,
    nesting: 26,
  });
  expect(Object.keys(countBy(attacks, 'encoding'))).toHaveLength(15);
});

it('holds 3,000 benign texts, none twice, a third of them held out', () => {
  const benign = [...readBenign('design'), ...readBenign('held-out')];
  expect(new Set(benign.map(({ kind, value }) => `${kind} ${value}`)).size).toBe(3000);
  expect(readBenign('held-out')).toHaveLength(1000);
  expect(Object.keys(countBy(benign, 'kind')).toSorted()).toEqual([
    'name',
    'search',
    'story',
    'title',
  ]);
});

it('writes the same texts for the same seed', () => {
  expect(readBenign('held-out')).toEqual(readBenign('held-out'));
});
