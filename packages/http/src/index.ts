export { kyTransport, type KyTransportOptions } from './ky-transport.ts';
export { resilientFetch, type ResilientFetchOptions } from './resilient-fetch.ts';
