/** What reads one row: a schema of the contract. */
export interface Reads<TValue> {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: TValue };
}

/** The rows of a list that could be read, and the ids of those that could not. */
export interface WholeRows<TValue> {
  readonly whole: TValue[];
  /** Damaged rows stay in the table, so that an administrator can mend them. There is none in a healthy list. */
  readonly damaged?: string[];
}

/**
 * Reads each row by itself: one that is damaged, or that a newer version wrote, must not hold up the others. `toValue`
 * may throw.
 */
export function wholeRows<TRow extends { readonly id: string }, TValue>(
  rows: readonly TRow[],
  schema: Reads<TValue>,
  toValue: (row: TRow) => unknown,
): WholeRows<TValue> {
  const whole: TValue[] = [];
  const damaged: string[] = [];
  for (const row of rows) {
    const value = wholeRow(row, schema, toValue);
    if (value === undefined) damaged.push(row.id);
    else whole.push(value);
  }
  return damaged.length > 0 ? { whole, damaged } : { whole };
}

/** One row, or `undefined` when it is damaged. */
export function wholeRow<TRow, TValue>(
  row: TRow,
  schema: Reads<TValue>,
  toValue: (row: TRow) => unknown,
): TValue | undefined {
  try {
    return schema.safeParse(toValue(row)).data;
  } catch {
    return undefined;
  }
}
