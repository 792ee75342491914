export { installReplay, type Replay, type ReplayOptions } from './install-replay.ts';
export { awaitDependencies, type Dependencies } from '../chains/await-dependencies.ts';
export { encryptAtRest } from '../encryption/encrypt-at-rest.ts';
export type { Encryption } from '../encryption/encryption.ts';
export type { ReplayEvent, ReplayScope } from './replay-scope.ts';
export {
  installShell,
  type PrecachedFile,
  type Precache,
  type ShellOptions,
} from '../shell/install-shell.ts';
export type { CacheLimits } from '../shell/cache-limits.ts';
export type { ShellFetch, ShellMessage, ShellScope } from '../shell/shell-scope.ts';
