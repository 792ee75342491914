const scoped = new WeakSet<Request>();

/** Remembers that `requestScope` sees to this request. */
export function enterScope(request: Request): void {
  scoped.add(request);
}

export function isScoped(request: Request): boolean {
  return scoped.has(request);
}
