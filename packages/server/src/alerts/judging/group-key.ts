import type { AlertDimension } from '../rules/alert-rule.ts';
import type { GroupValues, SeriesGroup } from '../windows/create-windows.ts';

/** The values of some dimensions as one text. No operation, code or release has a line break. */
export function keyOf(values: GroupValues, dimensions: readonly AlertDimension[]): string {
  return dimensions.map((one) => values[one] ?? '').join('\n');
}

export function byValues(
  groups: readonly SeriesGroup[],
  dimensions: readonly AlertDimension[],
): ReadonlyMap<string, SeriesGroup> {
  return new Map(groups.map((group) => [keyOf(group.values, dimensions), group]));
}
