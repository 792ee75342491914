/** Whether mistakes of the app are refused, so that its developer meets them, or only told in the log. */
export function isDevelopment(): boolean {
  const mode = nodeMode();
  return mode === 'development' || mode === 'test';
}

/** Whether nobody looks at the console to learn what to write differently. */
export function isProduction(): boolean {
  return nodeMode() === 'production';
}

function nodeMode(): string | undefined {
  const { process } = globalThis as {
    readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  };
  return process?.env?.['NODE_ENV'];
}
