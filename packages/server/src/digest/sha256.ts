import type { Bytes } from '@holdfast/core/parts';
import { nodeDigest } from './node-digest.ts';
import { webDigest } from './web-digest.ts';

type Digest = (text: Bytes | string) => string | Promise<string>;

// Chosen at the first use: importing this file calls no function of the host.
let ofHost: Digest | undefined;

/** SHA-256 of bytes, or of a text in UTF-8, as lower-case hex. Where the host can, it is there at once. */
export const sha256: Digest = (text) => {
  ofHost ??= nodeDigest() ?? webDigest;
  return ofHost(text);
};
