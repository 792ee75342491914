export { stoppableServer } from './node-stoppable-server.ts';
export { stopOnSignals } from './node-stop-signals.ts';
