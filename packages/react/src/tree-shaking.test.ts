import { en } from '@holdfast/core/messages/en';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

async function shipped(name: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${name} } from '@holdfast/react';`,
      ...{ resolveDir: import.meta.dirname, loader: 'tsx' },
    },
    ...{ bundle: true, minify: true, write: false, format: 'esm', jsx: 'automatic' },
    ...{ charset: 'utf8', external: ['react'] },
    conditions: ['@holdfast/source', 'browser', 'production'],
  });
  return outputFiles[0]?.text ?? '';
}

const { locale: _, failures: __, ...groups } = en;
const texts = Object.entries(groups).flatMap(([group, words]) =>
  Object.values<string>(words).map((text) => ({ group, text })),
);
// A text of several words that no other group has.
const telling = texts.filter(
  ({ group, text }) =>
    /[^ ] [^ ]/.test(text) && !texts.some((other) => other.text === text && other.group !== group),
);

const groupsIn = (bundle: string): readonly string[] => [
  ...new Set(
    telling.filter(({ text }) => bundle.includes(JSON.stringify(text))).map(({ group }) => group),
  ),
];

it.each([
  ['ConnectivityBanner', ['connection']],
  ['SyncStatus', ['sync']],
  ['Notifications', ['notices']],
  ['ActivityList', ['reasons', 'activity']],
  ['ConflictChooser', ['conflict']],
  ['UpdatePrompt', ['updates']],
  ['RetryButton', ['retry']],
  ['ProgressBar', ['progress']],
  ['AgeBadge', ['age']],
])('a page with %s ships no words of another component', async (name, own) => {
  expect(groupsIn(await shipped(name))).toEqual(own);
});

it('only the stylesheet has an effect when it is imported', async () => {
  expect(manifest.sideEffects).toEqual(['**/*.css']);
  expect(await shipped('')).toBe('');
});
