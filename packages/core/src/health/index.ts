export {
  createEndpoint,
  endpointsToTry,
  nextEndpoint,
  type EjectionRules,
  type Endpoint,
} from './endpoint-state.ts';
