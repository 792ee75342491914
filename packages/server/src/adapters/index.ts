export { expressHandler, type ExpressRequest } from './express-handler.ts';
export type { FetchHandler, NodeBindings } from './fetch-handler.ts';
export { nodeHandler, type NodeHandlerOptions } from './node-handler.ts';
export { listen, type Listening, type ListenOptions } from './node-listen.ts';
