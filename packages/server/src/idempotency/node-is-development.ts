/** Whether mistakes of the app are refused, so that its developer meets them, or only told in the log. */
export function isDevelopment(): boolean {
  const { process } = globalThis as {
    readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  };
  const mode = process?.env?.['NODE_ENV'];
  return mode === 'development' || mode === 'test';
}
