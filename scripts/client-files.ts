import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const needsReact =
  /\bfrom\s*["'](?:react|react-dom)(?:\/[^"']*)?["']|^export (?:function|const) use[A-Z]/m;
const begins = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n)*["']use client["']/;
/** The emitted files of an unpacked package that need React in a browser and do not say so with `'use client'`. */
export function clientFilesWithoutDirective(folder: string): readonly string[] {
  return globSync('dist/**/*.js', { cwd: folder })
    .toSorted()
    .filter((file) => {
      const code = readFileSync(path.join(folder, file), 'utf8');
      return needsReact.test(code) && !begins.test(code);
    });
}
