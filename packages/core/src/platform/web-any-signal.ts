/**
 * A signal that aborts with the first of the given signals. It uses `AbortSignal.any` where the host has it.
 */
export function webAnySignal(signals: readonly AbortSignal[]): AbortSignal {
  const host: { readonly any?: (signals: AbortSignal[]) => AbortSignal } = AbortSignal;
  if (host.any) return AbortSignal.any([...signals]);
  const either = new AbortController();
  const { signal } = either;
  for (const one of signals) {
    const end = (): void => either.abort(one.reason);
    if (one.aborted) end();
    else one.addEventListener('abort', end, { once: true, signal });
  }
  return signal;
}
