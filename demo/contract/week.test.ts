import { expect, it } from 'vitest';
import { weekAt, weekBeside, weekNamed } from './week.ts';

it.each([
  ['2026-11-30', '2026-W49'],
  ['2026-12-06', '2026-W49'],
  ['2027-01-01', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
])('%s is in the week %s', (day, name) => {
  const time = Date.parse(`${day}T12:00:00Z`);
  const week = weekAt(time);
  expect(week.name).toBe(name);
  expect(weekNamed(name)).toEqual(week);
  expect(week.from <= time && time < week.to).toBe(true);
});

it.each(['2026-W00', '2025-W53', '2026-W54', '2026-49', '', 'W49'])(
  'no week is named %j',
  (name) => {
    expect(weekNamed(name)).toBeUndefined();
  },
);

it('each week has a week before and after', () => {
  const week = weekAt(Date.UTC(2027, 0, 4));
  expect(weekBeside(week, -1).name).toBe('2026-W53');
  expect(weekBeside(week, -1).to).toBe(week.from);
  expect(weekBeside(weekBeside(week, 1), -1)).toEqual(week);
});
