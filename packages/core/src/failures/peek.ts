/** Reads a property of anything at all. Hostile getters and revoked proxies have no properties. */
export function peek(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}
