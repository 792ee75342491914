// Lines that fail
export {
  /** A proxy that cuts, holds and drops HTTP requests and answers when the test says so. */
  createCutProxy,
  /** What `createCutProxy` returns. */
  type CutProxy,
} from './cut-proxy.ts';
export {
  /** A proxy that gives each request the faults of a scenario. */
  createFaultProxy,
  /** What `createFaultProxy` returns. */
  type FaultProxy,
} from './fault-proxy.ts';
export {
  /** Plays the faults of a scenario on the tabs of a browser under Playwright. */
  createBrowserFaults,
  /** What `createBrowserFaults` returns. */
  type BrowserFaults,
} from './browser-faults.ts';
export {
  /** A TCP proxy that knows no requests: it delays, slices, cuts and resets from a seed. */
  createBadLine,
  /** What `createBadLine` returns. */
  type BadLine,
  /** How often each fault has happened. */
  type FaultCounts,
} from './bad-line.ts';
export type {
  /** The faults of a bad line: how likely each fault is for one turn. */
  FaultMix,
  /** The faults that a line can have. */
  FaultKind,
} from './fault-mix.ts';
/** Mixes of one kind of trouble each, and one with all of them. */
export { faultMixes } from './fault-mixes.ts';
export {
  /** A way to a database that a test can make stand still. */
  openFreezableWay,
  /** What `openFreezableWay` returns. */
  type FreezableWay,
} from './freezable-way.ts';

// Kafka
export {
  /** Starts a Kafka cluster: the mock brokers of librdkafka, in a process of their own. */
  startKafkaMock,
  /** What `startKafkaMock` returns. */
  type KafkaMock,
} from './kafka/start-kafka-mock.ts';
/** Why `startKafkaMock` rejects on a machine without Python 3 or librdkafka. */
export { KafkaMockMissing } from './kafka/kafka-mock-missing.ts';
export {
  /** A proxy in front of Kafka brokers that cuts requests or answers, and remembers every record. */
  createKafkaProxy,
  /** What `createKafkaProxy` returns. */
  type KafkaProxy,
} from './kafka/create-kafka-proxy.ts';
export {
  /** Judges the batches that a proxy saw as a real broker would: repeats dropped, reused sequences lost. */
  judgeSequences,
  /** What `judgeSequences` returns. */
  type SequenceVerdict,
} from './kafka/judge-sequences.ts';

// Servers and processes
export {
  /** A real HTTP server on a free port of 127.0.0.1. */
  serveLoopback,
  /** Answers the requests of such a server. */
  type LoopbackHandler,
  /** What `serveLoopback` returns. */
  type LoopbackServer,
} from './loopback-server.ts';
/** One request as it arrived at a proxy. */
export type { SentRequest } from './sent-request.ts';
export {
  /** Starts a real process, and resolves when it says that it is ready. */
  startProcess,
  /** What `startProcess` returns. */
  type RunningProcess,
  /** How a process ended. */
  type ProcessExit,
} from './start-process.ts';
