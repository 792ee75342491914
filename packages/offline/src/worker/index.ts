export { installReplay, type Replay, type ReplayOptions } from './install-replay.ts';
export type { ReplayEvent, ReplayScope } from './replay-scope.ts';
