import { isEqual, isPlain } from '@holdfast/core/parts';

/**
 * The values of a form after the sent values are cleared, field by field. A field with another value was
 * changed meanwhile and stays. A list counts as one field.
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
