import { createFiles, type Files } from '@holdfast/server/files';
import { CannotStart, systemCode } from '../start/cannot-start.ts';

const FOREVER = 'public, max-age=31536000, immutable';
// The browser keeps the file but asks about it each time. The answer is nearly always 304.
const ASK_FIRST = 'no-cache';

/** Reads the built demo, if there is one. Rejects with `CannotStart` when it cannot be read. */
export async function readPages(folder: string): Promise<Files> {
  try {
    return await createFiles(folder, {
      // Vite puts a hash of the content into every name in this folder.
      cacheControl: (path) => (path.startsWith('/assets/') ? FOREVER : ASK_FIRST),
    });
  } catch (error) {
    throw new CannotStart(
      `Fireside cannot read its pages from ${folder} (${systemCode(error)}); set FIRESIDE_DIST to a folder it may read.`,
    );
  }
}
