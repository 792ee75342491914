import { browsers } from './in-chromium.ts';
import { jests } from './in-jest.ts';
import { vitests } from './in-vitest.ts';
import { runtimes } from './on-runtime.ts';
import { workerd } from './on-workerd.ts';
import { renderings } from './server-rendering.ts';
import { compilers } from './with-compilers.ts';
import type { Platform } from './verdict.ts';

/** Every platform, in the order of the page. */
export const platforms: readonly Platform[] = [
  ...runtimes,
  workerd,
  ...vitests,
  ...jests,
  ...browsers,
  ...renderings,
  ...compilers,
];
