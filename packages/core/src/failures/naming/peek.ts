/** Reads a property of any value. For a getter that throws and for a revoked proxy it gives `undefined`. */
export function peek(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

/**
 * Reads a text member of any value. A member that is no text gives `''`, because not every value can become a
 * text.
 */
export function peekText(value: unknown, name: string): string {
  const text = peek(value, name);
  return typeof text === 'string' ? text : '';
}

/**
 * Reads the first members of a list that is a member of any value. Without a list, and for one that refuses to be read,
 * it gives none.
 */
export function peekList(value: unknown, name: string, most: number): readonly unknown[] {
  const list = peek(value, name);
  try {
    return Array.isArray(list) ? list.slice(0, most) : [];
  } catch {
    return [];
  }
}
