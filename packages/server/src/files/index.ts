/** Serves a folder of built files. */
export { createFiles, type Files } from './create-files.ts';
/** The compression that a client prefers, for answers that an app makes. */
export { acceptedEncoding, type Encoding } from './accepted-encoding.ts';
