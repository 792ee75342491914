import { isEqual } from '@holdfast/core/parts';
import { get } from 'react-hook-form';

/** A part in which two versions differ, with the text of each. */
export interface DifferingPart {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

/** The fields in which two versions of a form's values differ, each with its label and both texts. */
export function differingParts(
  mine: unknown,
  theirs: unknown,
  labels: Readonly<Record<string, string>>,
): readonly DifferingPart[] {
  return Object.entries(labels).flatMap(([path, label]) => {
    const [one, other]: readonly unknown[] = [get(mine, path), get(theirs, path)];
    return isEqual(one, other) ? [] : [{ label, mine: textOf(one), theirs: textOf(other) }];
  });
}

function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return `${value}`;
    case 'object': {
      if (value instanceof Date) return value.toISOString();
      return Object.values(value ?? {})
        .map(textOf)
        .join(', ');
    }
    default:
      return '';
  }
}
