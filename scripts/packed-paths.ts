import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const pattern = /new URL\(\s*["'](\.[^"']*)["'],\s*import\.meta\.url\s*,?\s*\)/g;

/** The files that the code of an unpacked package opens beside itself and that the package lacks. */
export function missingPaths(folder: string): readonly string[] {
  return globSync('dist/**/*.js', { cwd: folder })
    .toSorted()
    .flatMap((file) =>
      [...readFileSync(path.join(folder, file), 'utf8').matchAll(pattern)].map(([, target = '']) =>
        path.join(path.dirname(file), target),
      ),
    )
    .filter((target) => !existsSync(path.join(folder, target)));
}
