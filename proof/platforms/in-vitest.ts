import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { entriesForPages } from './bundle.ts';
import { root, subject } from './places.ts';
import { runCommand } from './run-command.ts';
import { type Platform, readResults } from './verdict.ts';

/** An app's own vitest with a simulated browser environment. */
function inVitest(environment: 'jsdom' | 'happy-dom'): Platform {
  return {
    name: `vitest with ${environment}`,
    async try() {
      const config = path.join(subject, `${environment}.config.mjs`);
      const test = { environment, include: ['in-vitest.test.mjs'], disableConsoleIntercept: true };
      writeFileSync(config, `export default ${JSON.stringify({ test })};\n`);
      const { printed } = await runCommand(
        process.execPath,
        [
          path.join(root, 'node_modules/vitest/vitest.mjs'),
          'run',
          '--config',
          config,
          '--root',
          subject,
        ],
        { cwd: subject, env: { MATRIX_ENTRIES: JSON.stringify(entriesForPages()) } },
      );
      return readResults(printed);
    },
  };
}

export const vitests: readonly Platform[] = [inVitest('jsdom'), inVitest('happy-dom')];
