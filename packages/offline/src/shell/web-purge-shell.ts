/** The caches of the shell that hold files which the server gave to the signed-in user. */
export function cachesOf(name: string): { readonly assets: string; readonly images: string } {
  return { assets: `${name}-assets`, images: `${name}-images` };
}

/**
 * Deletes the files that the worker kept for the user who was signed in. Call it when a user signs out. An answer
 * that is on its way at this moment is not kept either. The precached files of the app stay: they are the same for
 * every user. It needs no worker, and never rejects.
 */
export async function purgeShell(name = 'holdfast-shell'): Promise<void> {
  const { caches } = globalThis as Partial<Pick<typeof globalThis, 'caches'>>;
  await Promise.allSettled(Object.values(cachesOf(name)).map(async (one) => caches?.delete(one)));
}
