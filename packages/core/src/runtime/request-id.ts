import { nextIncidentId } from '../incidents/incident-id.ts';

/**
 * Names one request in the logs of both sides, the same for all of its attempts. It comes from the counter
 * of incidents, since asking the system for chance would be the dearest thing that a request does here.
 */
export const nextRequestId: () => string = nextIncidentId;
