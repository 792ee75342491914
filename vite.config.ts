import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions, type UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { slowUploadServer } from './packages/offline/test/slow-upload-server.ts';
import { chromiumLaunchOptions } from './scripts/chromium.ts';

// Both are needed: the first serves browsers and jsdom, the second node.
const fromSource = {
  resolve: { conditions: ['@holdfast/source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['@holdfast/source', ...defaultServerConditions] } },
} satisfies UserConfig;

const demo: UserConfig = {
  ...fromSource,
  root: 'demo',
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: true },
  server: { proxy: { '/api': process.env['FIRESIDE_API'] ?? 'http://127.0.0.1:5280' } },
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,svg,woff2,webmanifest}'] },
    }),
  ],
};

const domTests = [
  '{packages,demo}/**/*.dom.test.{ts,tsx}',
  'packages/{react,forms,zustand}/src/**/*.test.tsx',
  'docs/.examples/**/*.dom.test.ts',
];
const browserTests = [
  '{packages,demo}/**/*.browser.test.{ts,tsx}',
  'docs/.examples/**/*.browser.test.ts',
];
const neverTests = ['**/node_modules/**', '**/dist/**'];

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
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // Many files wait for servers that they started. By default Vitest leaves one core free, and so it runs one
          // file at a time on two cores.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          // Vitest runs projects with other numbers of workers one after the other.
          sequence: { groupOrder: 1 },
          include: [
            'packages/*/{src,test}/**/*.test.ts',
            'demo/{contract,server,src}/**/*.test.ts',
            'scripts/**/*.test.ts',
            '{bench,proof}/**/*.test.ts',
            'docs/.examples/**/*.test.ts',
          ],
          exclude: [...neverTests, ...domTests, ...browserTests],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: domTests,
          exclude: [...neverTests, ...browserTests],
        },
      },
      {
        extends: true,
        plugins: [slowUploadServer()],
        // A dependency discovered halfway reloads the page under a running test.
        optimizeDeps: {
          include: [
            'fast-check',
            'idb',
            'ky',
            'react',
            'react-dom',
            'react-dom/client',
            'react-hook-form',
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
