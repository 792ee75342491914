/**
 * The members of a row of a database. Another version of the app, a user with developer tools or a damaged disk may
 * have written the row, so each member may be anything or missing. A row that is no object has no members.
 */
export function membersOf(row: unknown): Readonly<Record<string, unknown>> {
  return Object(row) as Readonly<Record<string, unknown>>;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function areTexts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

export function areNumbers(...values: readonly unknown[]): boolean {
  return values.every(Number.isFinite);
}
