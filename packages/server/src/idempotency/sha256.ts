import type { Bytes } from '@holdfast/core';
import { nodeDigest } from './node-digest.ts';
import { webDigest } from './web-digest.ts';

/** SHA-256 of bytes, or of a text in UTF-8, as lower-case hex. Where the host can, it is there at once. */
export const sha256: (text: Bytes | string) => string | Promise<string> = nodeDigest() ?? webDigest;
