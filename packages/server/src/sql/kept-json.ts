/** The object of a row as JSON, or `undefined` when the text is damaged: one row must not hold up all others. */
export function keptJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
