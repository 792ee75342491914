import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const packages = path.join(import.meta.dirname, '../packages');

interface Export {
  readonly name: string;
  readonly file: string;
}

/** The values that an entry exports, and the file from which each comes. */
function valuesOf(entry: string): readonly Export[] {
  const code = readFileSync(entry, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/export \{([^}]*)\} from '([^']+)';/g)].flatMap(
    ([, names = '', from = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type '))
        .map((name) => ({ name, file: path.join(path.dirname(entry), from) })),
  );
}

const isClient = (file: string): boolean => readFileSync(file, 'utf8').startsWith("'use client'");
const isComponent = (name: string): boolean => /^[A-Z]/.test(name) && !name.endsWith('Context');
const namesOf = (exports: readonly Export[]): readonly string[] =>
  exports.map(({ name }) => name).toSorted();

describe.each(['react', 'forms'])('a server component that imports @holdfast/%s', (name) => {
  const entry = (file: string): string => path.join(packages, name, 'src', file);

  it('gets every component and every function without hooks, and nothing else', () => {
    const usable = valuesOf(entry('index.ts')).filter((each) =>
      isClient(each.file) ? isComponent(each.name) : !/^use[A-Z]/.test(each.name),
    );
    expect(namesOf(valuesOf(entry('react-server.ts')))).toEqual(namesOf(usable));
  });
});
