let supply: Uint8Array | undefined;
let left = 0;

/**
 * Random bytes without the rest of the platform, for parts that need nothing else of it. On a host
 * without `crypto` (React Native) they come from `Math.random`: fit for ids, not for secrets.
 *
 * The function asks the host for many bytes at once and hands them out in pieces, because each call of the host costs
 * far more than a few bytes. It gives no byte twice.
 */
export function webRandomBytes(count: number): Uint8Array {
  if (!supply || left < count) {
    const bytes = new Uint8Array((left = Math.max(512, count)));
    supply =
      (globalThis as { readonly crypto?: Crypto }).crypto?.getRandomValues(bytes) ??
      bytes.map(() => Math.random() * 256);
  }
  left -= count;
  return supply.slice(left, left + count);
}
