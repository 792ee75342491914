import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PublicEntry {
  /** The name by which an app imports it. */
  readonly name: string;
  /** The path of its source from the root. */
  readonly source: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every module that a package.json exports, in the order of their names. */
export function publicEntries(): readonly PublicEntry[] {
  return globSync('packages/*/package.json', { cwd: root })
    .flatMap((manifest) => {
      const { name, exports } = JSON.parse(readFileSync(path.join(root, manifest), 'utf8')) as {
        name: string;
        exports: Record<string, { '@holdfast/source': string }>;
      };
      const modules = Object.entries(exports).filter(([entry]) => !entry.endsWith('.css'));
      return modules.map(([entry, conditions]) => ({
        name: name + entry.slice(1),
        source: path.join(path.dirname(manifest), conditions['@holdfast/source']),
      }));
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
