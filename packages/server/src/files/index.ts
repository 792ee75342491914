export { createFiles, type Files, type FilesOptions } from './create-files.ts';
