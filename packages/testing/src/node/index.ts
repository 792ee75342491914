export {
  createCutProxy,
  type CutProxy,
  type CutProxyOptions,
  type DropAnswers,
} from './cut-proxy.ts';
export {
  createFaultProxy,
  type FaultCounts,
  type FaultProxy,
  type FaultProxyOptions,
} from './fault-proxy.ts';
export type { FaultKind, FaultMix } from './fault-mix.ts';
export { faultMixes } from './fault-mixes.ts';
export { openFreezableWay, type FreezableWay } from './freezable-way.ts';
export { serveLoopback, type LoopbackHandler, type LoopbackServer } from './loopback-server.ts';
export type { RequestMatch, SentRequest } from './sent-request.ts';
export {
  startProcess,
  type ProcessExit,
  type ProcessOptions,
  type RunningProcess,
} from './start-process.ts';
