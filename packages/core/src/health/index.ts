/** Goes on to another server when one fails, and leaves out those that keep failing. */
export { createFailover } from './create-failover.ts';
/** What `createFailover` gives. */
export type { Failover } from './create-failover.ts';
/** Which servers answer, and which are left out. */
export type { HealthSnapshot } from './create-failover.ts';
