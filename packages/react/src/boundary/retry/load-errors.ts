const errors: WeakSet<object> = /* @__PURE__ */ new WeakSet();

/** Notes that an error came from loading a part of the app. The part may load at the next try. */
export function noteLoadError(error: unknown): void {
  if (Object(error) === error) errors.add(error as object);
}

export const isLoadError = (error: unknown): boolean => errors.has(error as object);
