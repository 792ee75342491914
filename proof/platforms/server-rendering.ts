import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { installed, packed, subject } from './places.ts';
import { runCommand } from './run-command.ts';
import { type Platform, readResults } from './verdict.ts';

/** An app with its own copy of React, which the packages in it then use too. */
function withReact18(): string {
  const app = path.join(packed, 'react-18');
  const modules = path.join(app, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const name of ['react', 'react-dom', 'scheduler']) {
    cpSync(installed(`${name}-18`), path.join(modules, name), { recursive: true });
  }
  cpSync(path.join(packed, 'node_modules/@holdfast'), path.join(modules, '@holdfast'), {
    recursive: true,
  });
  cpSync(subject, path.join(app, 'subject'), { recursive: true });
  return path.join(app, 'subject');
}

function rendering(name: string, prepare: () => string): Platform {
  return {
    name,
    async try() {
      const cwd = prepare();
      const { printed } = await runCommand(process.execPath, ['rendering.mjs'], { cwd });
      return readResults(printed);
    },
  };
}

export const renderings: readonly Platform[] = [
  rendering('React 18 on a server', withReact18),
  rendering('React 19 on a server', () => subject),
];
