// Lines that fail
export {
  /** A proxy that cuts, holds and drops HTTP requests and answers when the test says so. */
  createCutProxy,
  /** What `createCutProxy` returns. */
  type CutProxy,
} from './cut-proxy.ts';
export {
  /** A TCP proxy that delays, slices, cuts and resets at random from a seed. */
  createFaultProxy,
  /** What `createFaultProxy` returns. */
  type FaultProxy,
  /** How often each fault has happened. */
  type FaultCounts,
} from './fault-proxy.ts';
export type {
  /** How bad a line is: how likely each fault is for one turn. */
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
