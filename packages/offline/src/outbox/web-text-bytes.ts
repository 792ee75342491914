import type { Bytes } from '@holdfast/core/parts';

/** A text in UTF-8, as `fetch` sends it. */
export const textBytes = (text: string): Bytes => new TextEncoder().encode(text);
