/** Reads a property of anything at all. Hostile getters and revoked proxies have no properties. */
export function peek(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

/** Reads a text of anything at all. What is no text says nothing: not everything can be made one. */
export function peekText(value: unknown, name: string): string {
  const text = peek(value, name);
  return typeof text === 'string' ? text : '';
}
