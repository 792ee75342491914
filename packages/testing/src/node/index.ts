export {
  createCutProxy,
  type CutProxy,
  type CutProxyOptions,
  type DropAnswers,
} from './cut-proxy.ts';
export { serveLoopback, type LoopbackHandler, type LoopbackServer } from './loopback-server.ts';
export type { RequestMatch, SentRequest } from './sent-request.ts';
export {
  startProcess,
  type ProcessExit,
  type ProcessOptions,
  type RunningProcess,
} from './start-process.ts';
