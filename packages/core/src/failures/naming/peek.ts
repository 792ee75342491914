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
