const probes = /* @__PURE__ */ new WeakMap<object, number>();

/** Notes that a probe asks the server on behalf of this connectivity; returns the undo. */
export function markProbed(connectivity: object): () => void {
  const count = (change: number): void =>
    void probes.set(connectivity, (probes.get(connectivity) ?? 0) + change);
  count(1);
  return () => count(-1);
}

/** Whether a probe finds out when the server answers again, so that no read has to ask. */
export function isProbed(connectivity: object): boolean {
  return (probes.get(connectivity) ?? 0) > 0;
}
