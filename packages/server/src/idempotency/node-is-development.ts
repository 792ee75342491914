/** Whether the server refuses mistakes of the app, so that its developer notices them, or only logs them. */
export function isDevelopment(): boolean {
  const mode = nodeMode();
  return mode === 'development' || mode === 'test';
}

/** Whether the server runs in production, where no developer reads the console. */
export function isProduction(): boolean {
  return nodeMode() === 'production';
}

function nodeMode(): string | undefined {
  const { process } = globalThis as {
    readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  };
  return process?.env?.['NODE_ENV'];
}
