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
  /** A world whose outbox sends by itself, with a network to cut and a page to reload. */
  createDevice,
  /** What `createDevice` returns. */
  type Device,
} from './create-device.ts';
export {
  /** A draft store in memory. A test can make it fail, delay it and read it. */
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

// Options that make no sense
export {
  /** Each option of a factory, with each value that cannot stand for it. */
  absurdOptions,
  /** An option, and a value that makes no sense for it. */
  type AbsurdOption,
} from './absurd-options.ts';
/** The absurd options that a factory takes in silence. */
export { absurdlyTaken } from './absurdly-taken.ts';
export {
  /** A factory with a sensible value for each option, for `absurdlyTaken`. */
  optionRow,
  /** What `optionRow` returns. */
  type OptionRow,
  /** A value for each option of a factory. */
  type EveryOption,
} from './option-row.ts';
/** The names of the exported functions that take options. */
export { functionsWithOptions } from './functions-with-options.ts';

// A server that a test controls
export {
  /** A server with one stream in NDJSON. */
  scriptedStream,
  /** What `scriptedStream` returns. */
  type ScriptedStream,
} from './scripted-stream.ts';
export {
  /** A transport without a network: the test gives the answer of each request. */
  scriptedTransport,
  /** What `scriptedTransport` returns. */
  type ScriptedTransport,
  /** An answer in JSON. */
  jsonAnswer,
  /** The answer of a server that refuses with a failure. */
  problemAnswer,
} from './scripted-transport.ts';

// Faults
export {
  /** A number to draw a fault by, from the seed, the request and how many came before. */
  drawFault,
  /** The method and the path of a request, without its ids. */
  requestShape,
} from './draw-fault.ts';

// Scenarios
export type {
  /** All faults of one run, as a value. */
  Scenario,
  /** The faults of some time. */
  ScenarioStep,
} from './scenario/scenario.ts';
/** Checks a value from outside, and returns it as a scenario. */
export { readScenario } from './scenario/read-scenario.ts';
export {
  /** The faults of one request, as a pure function. */
  faultOf,
  /** All faults of one request. */
  type RequestFault,
} from './scenario/fault-of.ts';
export {
  /** Begins a scenario; every player uses this. */
  playScenario,
  /** What `playScenario` returns. */
  type ScenarioPlay,
  /** One fault that happened. */
  type ToldFault,
} from './scenario/scenario-play.ts';
/** Gives the requests of a transport the faults of a scenario. */
export { faultyTransport } from './scenario/faulty-transport.ts';
export {
  /** A random scenario from a seed, for exploring. */
  drawScenario,
  /** The options of `drawScenario`. */
  type DrawScenarioOptions,
} from './scenario/draw-scenario.ts';
export {
  /** Makes a failing scenario smaller. */
  shrinkScenario,
  /** What `shrinkScenario` gives. */
  type ShrunkScenario,
} from './scenario/shrink-scenario.ts';
export {
  /** The player of scenarios within a page. */
  createPageFaults,
  /** What `createPageFaults` returns. */
  type PageFaults,
} from './scenario/page-faults.ts';
