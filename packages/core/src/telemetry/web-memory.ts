interface MemoryTelling {
  readonly memory?: { readonly usedJSHeapSize?: number };
}

/**
 * Bytes of the JavaScript heap in use; `undefined` where the browser does not tell. Only Chromium tells it,
 * coarsely.
 */
export function webMemoryBytes(): number | undefined {
  return (globalThis as { readonly performance?: MemoryTelling }).performance?.memory
    ?.usedJSHeapSize;
}
