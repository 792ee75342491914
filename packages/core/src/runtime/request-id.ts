import { nextIncidentId } from '../incidents/incident-id.ts';

/**
 * Names one request in the logs of both sides, the same for all of its attempts. It comes from the counter of
 * incidents, because asking the system for random bytes would cost more than the rest of a request here.
 */
export const nextRequestId: () => string = nextIncidentId;
