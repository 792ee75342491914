import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

export interface FirstLoadOptions {
  /** The most that each page may need before it shows, by the end of the path of its module. */
  readonly limits: Readonly<Record<string, number>>;
  /** Whether a page over its limit fails the build. Otherwise the build only says so. */
  readonly isBinding: boolean;
  /** The goal of the product. */
  readonly targetBytes: number;
}

type Bundle = Readonly<Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>>;

/** All files of JavaScript that a browser needs before these chunks can run. */
export function neededBy(bundle: Bundle, first: readonly string[]): readonly string[] {
  const needed = new Set<string>();
  const add = (name: string): void => {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || needed.has(name)) return;
    needed.add(name);
    chunk.imports.forEach(add);
  };
  first.forEach(add);
  return [...needed];
}

/** Weighs the JavaScript of the first load of each of these pages, and says when one is too heavy. */
export function firstLoad({ limits, isBinding, targetBytes }: FirstLoadOptions): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const entry = chunks.find(({ isEntry }) => isEntry);
        if (!entry) this.error('The build has no entry to weigh.');
        for (const [page, limitBytes] of Object.entries(limits)) {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page));
          if (!chunk) this.error(`No part of the demo begins with ${page}.`);
          const files = neededBy(bundle, [entry.fileName, chunk.fileName]);
          const bytes = files.reduce((sum, name) => sum + gzipBytes(bundle[name]), 0);
          const text = `${page}: ${kilobytes(bytes)} of JavaScript at the first load (gzip, ${files.length} files)`;
          if (bytes > limitBytes) {
            const trouble = `${text}, over the limit of ${kilobytes(limitBytes)}`;
            if (isBinding) this.error(trouble);
            this.warn(trouble);
          } else if (bytes > targetBytes) {
            this.info(`${text}; the target is ${kilobytes(targetBytes)}`);
          }
        }
      },
    },
  };
}

function gzipBytes(file: Bundle[string] | undefined): number {
  return file?.type === 'chunk' ? gzipSync(file.code, { level: 9 }).byteLength : 0;
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
