const errors: WeakSet<object> = /* @__PURE__ */ new WeakSet();

/** Notes an error as one of loading a part of the app, which may load when it is asked for again. */
export function noteLoadError(error: unknown): void {
  if (Object(error) === error) errors.add(error as object);
}

export const isLoadError = (error: unknown): boolean => errors.has(error as object);
