import { isEqual, isPlain } from '@holdfast/core';

/**
 * What is left of a form's values when those that were sent are cleared, field by field. A field that
 * says something else by now was changed meanwhile and stays; a list is one field.
 */
export function withoutSent(now: unknown, sent: unknown, blank: unknown): unknown {
  if (isEqual(now, sent)) return blank;
  if (!isPlain(now) || !isPlain(sent) || !isPlain(blank)) return now;
  return Object.fromEntries(
    Object.keys({ ...blank, ...now }).map((name) => [
      name,
      withoutSent(now[name], sent[name], blank[name]),
    ]),
  );
}
