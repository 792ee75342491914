/** A Fetch handler as a server of `node:http` with limits and a stop. */
export { listen, type Listening } from './node-listen.ts';
/** A Fetch handler as a handler of `node:http`. */
export { nodeHandler } from './node-handler.ts';
/** A Fetch handler as a handler of Express 5. */
export { expressHandler, type ExpressRequest } from './express-handler.ts';
/** A function from `Request` to `Response`. */
export type { FetchHandler } from './fetch-handler.ts';
