/** The first message of an error of react-hook-form. A list may be wrong itself, or one of its items. */
export function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { message } = error as { readonly message?: unknown };
  if (typeof message === 'string' && message !== '') return message;
  const { root, ...items } = error as { readonly root?: unknown };
  return [root, ...Object.values(items)].map(messageOf).find((found) => found !== undefined);
}
