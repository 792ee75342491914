/** Serves a folder of built files. */
export { createFiles, type Files } from './create-files.ts';
