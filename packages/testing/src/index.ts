// Time and randomness
export {
  /** A clock, timers and random numbers that the test controls. */
  createVirtualPlatform,
  /** What `createVirtualPlatform` returns. */
  type VirtualPlatform,
} from './virtual-platform.ts';

// A runtime on ports in memory
export {
  /** A runtime with a user, a scripted transport, and an outbox, a cache and drafts in memory. */
  createWorld,
  /** What `createWorld` returns: the runtime, and every port under the control of the test. */
  type ResilientWorld,
} from './resilient-world.ts';
export {
  /** A draft store in memory that a test can make fail, delay and look into. */
  memoryDrafts,
  /** What `memoryDrafts` returns. */
  type MemoryDrafts,
} from './memory-drafts.ts';
export {
  /** An outbox in memory that sends nothing: the test says what happens to each entry. */
  memoryOutbox,
  /** What `memoryOutbox` returns. */
  type MemoryOutbox,
} from './memory-outbox.ts';
export {
  /** Tabs that share locks and a channel, like the tabs of one browser. */
  memoryTabs,
  /** One of these tabs. */
  type MemoryTab,
} from './memory-tabs.ts';
/** A read cache in memory. */
export { memoryReadCache } from './memory-read-cache.ts';

// A server that a test controls
export {
  /** A server with one stream in NDJSON. */
  scriptedStream,
  /** What `scriptedStream` returns. */
  type ScriptedStream,
} from './scripted-stream.ts';
export {
  /** A transport without a network: the test says how each request is answered. */
  scriptedTransport,
  /** What `scriptedTransport` returns. */
  type ScriptedTransport,
  /** An answer in JSON. */
  jsonAnswer,
  /** The answer of a server that refuses with a failure. */
  problemAnswer,
} from './scripted-transport.ts';
