/** Sets the limits of connections that Node itself does not have. */
export { limitConnections } from './node-limit-connections.ts';
/** A server that `createShutdown` can stop. */
export { stoppableServer } from './node-stoppable-server.ts';
/** Reads the configuration again on SIGHUP. */
export { reloadOnSignal } from './node-reload-signal.ts';
/** Stops on SIGTERM and SIGINT. */
export { stopOnSignals } from './node-stop-signals.ts';
