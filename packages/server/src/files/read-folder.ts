import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Bytes } from '@holdfast/core/parts';
import { isCompressible, mediaType } from './media-type.ts';
import { isServedName, sourceMapsOf, withoutInlineMap } from './served-paths.ts';

/** A file as it was when the server started. */
export interface FoundFile {
  /** Where it is on disk. */
  readonly file: string;
  readonly type: string;
  readonly size: number;
  /** Names its content, without quotes. */
  readonly tag: string;
  /** `undefined` for a file that stays on disk. */
  readonly bytes: Bytes | undefined;
  /** Files beside it that the build has compressed already. */
  readonly ready: ReadonlySet<'br' | 'gzip'>;
}

const SCRIPT = /^text\/(?:javascript|css)/;
const ENDINGS = { br: '.br', gzip: '.gz' } as const;

/**
 * Finds the files that may be served, by their path from `/`. Links are not followed. Text is read whole, and other
 * files as far as `maxKeptBytes` goes.
 */
export async function readFolder(
  folder: string,
  maxKeptBytes: number,
): Promise<ReadonlyMap<string, FoundFile>> {
  const paths = await pathsIn(folder);
  const found = new Map<string, FoundFile>();
  const maps = new Set<string>();
  let kept = 0;
  for (const name of paths) {
    const base = name.replace(/\.(?:br|gz)$/, '');
    if (!isServedName(name) || (base !== name && paths.has(base))) continue;
    const file = path.join(folder, name);
    const type = mediaType(name);
    // oxlint-disable-next-line no-await-in-loop -- one after another: a build may have more files than a process may open
    const { size, mtimeMs } = await stat(file);
    const isKept = SCRIPT.test(type) || kept + size <= maxKeptBytes;
    // oxlint-disable-next-line no-await-in-loop
    const read = isKept ? new Uint8Array(await readFile(file)) : undefined;
    const { bytes, targets } =
      SCRIPT.test(type) && read ? cleaned(name, read) : { bytes: read, targets: [] };
    for (const target of targets) maps.add(target);
    kept += bytes?.byteLength ?? 0;
    found.set(name, {
      ...{ file, type, bytes, size: bytes?.byteLength ?? size },
      tag: bytes ? hashOf(bytes) : `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`,
      // The compressed file still has the source map that was taken out.
      ready: bytes === read && isCompressible(type) ? readyOf(name, paths) : new Set(),
    });
  }
  for (const map of maps) found.delete(map);
  return found;
}

function cleaned(
  name: string,
  read: Bytes,
): { readonly bytes: Bytes; readonly targets: readonly string[] } {
  const text = new TextDecoder().decode(read);
  const without = withoutInlineMap(name, text);
  return {
    bytes: without === text ? read : new TextEncoder().encode(without),
    targets: sourceMapsOf(name, without),
  };
}

function readyOf(name: string, paths: ReadonlySet<string>): ReadonlySet<'br' | 'gzip'> {
  return new Set((['br', 'gzip'] as const).filter((one) => paths.has(name + ENDINGS[one])));
}

async function pathsIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return new Set(
      files.map(
        (entry) =>
          `/${path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')}`,
      ),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
    throw error;
  }
}

function hashOf(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

/** Where the build has put the file that it has compressed. */
export function readyFile({ file }: FoundFile, encoding: 'br' | 'gzip'): string {
  return file + ENDINGS[encoding];
}
