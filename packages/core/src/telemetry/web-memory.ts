interface MemoryTelling {
  readonly memory?: { readonly usedJSHeapSize?: number };
}

/** Bytes of JavaScript heap in use, where the browser tells it. Coarse, and only in Chromium. */
export function webMemoryBytes(): number | undefined {
  return (globalThis as { readonly performance?: MemoryTelling }).performance?.memory
    ?.usedJSHeapSize;
}
