import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { entriesForPages } from './bundle.ts';
import { installed, subject } from './places.ts';
import { runCommand } from './run-command.ts';
import { type Platform, readResults } from './verdict.ts';

/** An app's own Jest 29 with jsdom, which has no `TextDecoder`, no `fetch` and no `structuredClone`. */
function inJest(name: string, setupFiles: readonly string[]): Platform {
  return {
    name,
    async try() {
      const config = path.join(subject, `jest-${setupFiles.length}.config.json`);
      writeFileSync(
        config,
        JSON.stringify({
          rootDir: subject,
          testMatch: ['**/in-jest.test.mjs'],
          testEnvironment: installed('jest-environment-jsdom'),
          testEnvironmentOptions: { customExportConditions: ['browser'] },
          transform: {},
          setupFiles,
        }),
      );
      const { printed } = await runCommand(
        process.execPath,
        ['--experimental-vm-modules', installed('jest/bin/jest.js'), '--config', config],
        { cwd: subject, env: { MATRIX_ENTRIES: JSON.stringify(entriesForPages()) } },
      );
      return readResults(printed);
    },
  };
}

export const jests: readonly Platform[] = [
  inJest('Jest 29 with jsdom', []),
  inJest('… and whatwg-fetch', [installed('whatwg-fetch/dist/fetch.umd.js')]),
];
