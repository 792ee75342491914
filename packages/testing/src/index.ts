// Time and chance
export {
  createVirtualPlatform,
  type VirtualPlatform,
  type VirtualPlatformOptions,
} from './virtual-platform.ts';

// A runtime on ports in memory
export { createWorld, type ResilientWorld } from './resilient-world.ts';
export { memoryDrafts, type MemoryDrafts } from './memory-drafts.ts';
export { memoryOutbox, type MemoryOutbox, type MemoryOutboxOptions } from './memory-outbox.ts';
export { memoryTabs, type MemoryTab } from './memory-tabs.ts';
export { scriptedStream, type ScriptedStream } from './scripted-stream.ts';
export { memoryReadCache } from './memory-read-cache.ts';
export {
  jsonAnswer,
  problemAnswer,
  scriptedTransport,
  type ScriptedTransport,
} from './scripted-transport.ts';
