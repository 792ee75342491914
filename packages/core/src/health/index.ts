export {
  createFailover,
  type Failover,
  type FailoverCall,
  type FailoverOptions,
  type HealthSnapshot,
} from './create-failover.ts';
export { newHealth, nextHealth, type HealthRules, type HealthView } from './health-state.ts';
export {
  createEndpoint,
  endpointsToTry,
  nextEndpoint,
  type EjectionRules,
  type Ended,
  type Endpoint,
} from './endpoint-state.ts';
