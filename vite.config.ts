import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import babel from '@rolldown/plugin-babel';
import react, { reactCompilerPreset } from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions, type UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { slowUploadServer } from './packages/offline/test/slow-upload-server.ts';
import { chromiumLaunchOptions } from './scripts/chromium.ts';
import { precompress } from './scripts/precompress.ts';
import { firstLoad } from './scripts/first-load.ts';
import { listParts } from './scripts/list-parts.ts';
import { preloadFonts } from './scripts/preload-fonts.ts';
import { preloadParts } from './scripts/preload-parts.ts';
import { releaseName } from './scripts/release-name.ts';
import { stylesFirst } from './scripts/styles-first.ts';
import { withoutJsonSchema } from './scripts/without-json-schema.ts';

// Both are needed: the first serves browsers and jsdom, the second node.
const fromSource = {
  resolve: { conditions: ['@holdfast/source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['@holdfast/source', ...defaultServerConditions] } },
} satisfies UserConfig;

const REGISTRATION =
  /workbox-window|\/register\/(register-worker|web-worker-host|update-lifecycle)/;

const FORMS =
  /react-hook-form|packages\/forms\/|demo\/src\/(form|drafts)\/|issue-words|spoken-schema/;

const AT_A_PRESS =
  /conflict|two-versions|issue-words|spoken-schema|quota-words|src\/(entries|decisions)\/|look\/dialog|contract\/(account|sign-in)/;

// What neither the home page nor the wizard needs, of which a story needs the reads alone.
const FIELDS = /form\/form-field|look\/line-field/;
const BONDS = /contract\/relationship|sentence-of/;
const READS =
  /chapter-view|has-every-word|reads\/(read-state|words|use-read-from-now|use-settled)\./;

// What the pages of stories share, and what pages say of their entries: many small files otherwise.
const SMALL = /word-count|paragraphs|words\/use-(money|language)|look\/late-hearth/;
const TELLING =
  /packages\/core\/src\/streams\/|react\/src\/use-stream|contract\/(prices|backstory)|stories\/price/;
const STANDING =
  /src\/entries\/(words|entry-note|place-of|standing|use-standing-of|is-stuck|remedy-buttons|discard-question)\.|words\/quota-words/;

const demo: UserConfig = {
  ...fromSource,
  resolve: {
    ...fromSource.resolve,
    // Wouter takes the hook from a package that brings it to a React without one. The React of Fireside has it.
    alias: [{ find: /^use-sync-external-store\/shim\/index\.js$/, replacement: 'react' }],
  },
  root: 'demo',
  // Pages report it with their troubles, so that an administrator sees which release brought one.
  define: { 'import.meta.env.FIRESIDE_RELEASE': JSON.stringify(releaseName()) },
  build: {
    ...{ outDir: 'dist', emptyOutDir: true, sourcemap: true },
    // A browser that cannot preload modules loads them all the same, and needs no code for it.
    modulePreload: { polyfill: false },
    // What every page needs is one file, which compresses better than many. The registration of the worker comes later.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'base', tags: ['$initial'], test: (id) => !REGISTRATION.test(id) },
            // Each file costs a phone a way to the server. What pages share comes as one, and what forms share as another.
            { name: 'fields', minShareCount: 2, test: FIELDS },
            { name: 'forms', minShareCount: 3, test: FORMS },
            { name: 'bonds', minShareCount: 4, test: BONDS },
            { name: 'reads', minShareCount: 3, test: READS },
            { name: 'shared', minShareCount: 4, test: (id) => !AT_A_PRESS.test(id) },
            { name: 'small', minShareCount: 2, test: SMALL },
            { name: 'telling', minShareCount: 2, test: TELLING },
            { name: 'standing', minShareCount: 2, test: STANDING },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['FIRESIDE_API'] ?? 'http://127.0.0.1:5280' } },
  plugins: [
    react(),
    withoutJsonSchema(),
    preloadParts({
      '/': '/home.tsx',
      '/characters/new': '/wizard-page.tsx',
      '/stories/:id': '/story-page.tsx',
    }),
    preloadFonts([
      /\/fonts-[^/]*\.css$/,
      /atkinson-hyperlegible-next-latin-wght/,
      /literata-latin-wght/,
    ]),
    stylesFirst(),
    // The product wants 120 kB. React alone is 66 kB of it, and these are the figures that are reached.
    firstLoad({
      limits: { '/home.tsx': 155_500, '/wizard-page.tsx': 190_000, '/story-page.tsx': 169_000 },
      // A heavy page must not land, and it must not keep a user from starting Fireside.
      isBinding: Boolean(process.env['CI']),
      targetBytes: 120_000,
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,svg,png,woff2,webmanifest}'] },
    }),
    listParts(),
    precompress(),
  ],
};

// The tests of the React packages run in each of the ways in which apps run React. The other DOM tests run once.
const reactTests = [
  'packages/{react,forms,zustand,devtools}/src/**/*.dom.test.{ts,tsx}',
  'packages/{react,forms,zustand,devtools}/src/**/*.test.tsx',
];
const domTests = [
  ...reactTests,
  '{packages,demo}/**/*.dom.test.{ts,tsx}',
  'docs/gallery/**/*.dom.test.tsx',
  'docs/.examples/**/*.dom.test.{ts,tsx}',
];
const browserTests = [
  '{packages,demo}/**/*.browser.test.{ts,tsx}',
  'docs/gallery/**/*.browser.test.tsx',
  'docs/.examples/**/*.browser.test.ts',
];
const neverTests = ['**/node_modules/**', '**/dist/**'];

const react18 = (file: string) =>
  fileURLToPath(new URL(`proof/react-18/node_modules/${file}`, import.meta.url));

const reactMode = (name: string, more: ViteUserConfig, setup: 'plain' | 'strict') =>
  ({
    extends: true,
    ...more,
    test: {
      environment: 'jsdom',
      // One jsdom for each worker, and still a world for each file.
      pool: 'vmThreads',
      include: reactTests,
      exclude: [...neverTests, ...browserTests],
      ...more.test,
      name,
      setupFiles: [`./scripts/react-modes/${setup}.ts`],
    },
  }) satisfies ViteUserConfig & { extends: true };

const inNode = (name: string, include: string[], elsewhere: readonly string[], isolate = false) =>
  ({
    extends: true,
    test: {
      name,
      environment: 'node',
      // Else a worker loads each module once for all files of tests, which keep no state in modules and in globals.
      isolate,
      // Many files wait for servers that they started: two workers leave a third of two cores idle.
      maxWorkers: Math.max(3, availableParallelism() - 1),
      // Vitest runs projects with other numbers of workers one after the other.
      sequence: { groupOrder: 1 },
      include,
      exclude: [...neverTests, ...domTests, ...browserTests, ...elsewhere],
      setupFiles: process.env['CI'] ? ['./scripts/property-seed.ts'] : [],
    },
  }) satisfies ViteUserConfig & { extends: true };

const reactTestFile = /\.test\.tsx?$/;

const reactModes = [
  reactMode('react plain', {}, 'plain'),
  reactMode(
    'react compiled',
    {
      plugins: [
        babel({
          // A component of ours that the compiler gives up on fails.
          presets: [reactCompilerPreset({ panicThreshold: 'all_errors' })],
          exclude: [/node_modules/, reactTestFile],
        }),
        babel({ presets: [reactCompilerPreset()], include: reactTestFile }),
      ],
    },
    'strict',
  ),
  reactMode(
    'react 18',
    {
      resolve: {
        ...fromSource.resolve,
        alias: [
          { find: /^react(?=$|\/)/, replacement: react18('react') },
          { find: /^react-dom(?=$|\/)/, replacement: react18('react-dom') },
          // Its CommonJS form would ask Node for React.
          {
            find: /^@testing-library\/react$/,
            replacement: '@testing-library/react/dist/@testing-library/react.esm.js',
          },
        ],
      },
      // A package that Node loads by itself would bring the React of the project.
      test: { server: { deps: { inline: [/^(?!.*\/proof\/react-18\/).*node_modules/] } } },
    },
    'strict',
  ),
];

const tests: ViteUserConfig = {
  ...fromSource,
  plugins: [react()],
  test: {
    passWithNoTests: true,
    // Ten thousand inputs take their time on a busy machine; a test that hangs still ends.
    testTimeout: 30_000,
    // How long a test waits for a state by default. A test whose subject is a time names that time.
    expect: { poll: { timeout: 10_000 } },
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.{ts,tsx}'],
      exclude: ['**/*.{test,test-d,contract}.*'],
    },
    projects: [
      // A server of `@hono/node-server` replaces the global `Response` of its worker. These tests start none.
      inNode('core', ['packages/{core,testing}/{src,test}/**/*.test.ts'], []),
      inNode(
        'node',
        [
          'packages/*/{src,test}/**/*.test.ts',
          'demo/{contract,server,src}/**/*.test.ts',
          'scripts/**/*.test.ts',
        ],
        ['packages/{core,testing}/**'],
      ),
      // Proofs replace globals, such as the database of a browser.
      inNode('proofs', ['{bench,proof}/**/*.test.ts'], [], true),
      // Each example is an app of its own.
      inNode('examples', ['docs/.examples/**/*.test.ts'], [], true),
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          pool: 'vmThreads',
          include: domTests,
          exclude: [...neverTests, ...browserTests],
          setupFiles: ['./scripts/react-modes/strict.ts'],
        },
      },
      ...reactModes,
      {
        extends: true,
        plugins: [slowUploadServer()],
        // A dependency discovered halfway reloads the page under a running test.
        optimizeDeps: {
          include: [
            '@tanstack/react-devtools',
            '@visx/axis',
            '@visx/scale',
            '@visx/shape',
            'axe-core',
            'fast-check',
            'idb',
            'ky',
            'react',
            'react-dom',
            'react-dom/client',
            'react-hook-form',
            'react/jsx-runtime',
            'react/jsx-dev-runtime',
            'workbox-precaching',
            'workbox-window',
            'zod',
            'zustand',
          ],
        },
        test: {
          name: 'browser',
          include: browserTests,
          exclude: neverTests,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
          },
        },
      },
    ],
  },
};

export default defineConfig(process.env['VITEST'] ? tests : demo);
