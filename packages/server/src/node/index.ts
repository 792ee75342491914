export type { ConnectionLimits } from './connection-limits.ts';
export { limitConnections, type LimitConnectionsOptions } from './node-limit-connections.ts';
export { stoppableServer } from './node-stoppable-server.ts';
export { stopOnSignals } from './node-stop-signals.ts';
