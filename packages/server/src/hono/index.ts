// Middleware, in the order in which an app uses it

/** Adds fields to an answer without copying its body. */
export { answerFields } from './answer-fields.ts';
/** Gives each request its ids and one line in the log. */
export { requestScope } from './request-scope.ts';
/** Refuses every request that the page of another site makes a browser send, reads included. */
export { isolated } from './isolated.ts';
/** Lets pages of other origins read answers. */
export { cors } from './cors.ts';
/** Refuses writes that the page of another site makes a browser send. */
export { sameOrigin } from './same-origin.ts';
/** Refuses clients that attack. */
export { threatGuard } from './threat-guard.ts';
/** Limits the requests of a key. */
export { rateLimit } from './rate-limit.ts';
/** Validates the parts of a request. */
export { validated } from './validated.ts';

// Handlers

/** Answers a thrown value as a problem. */
export { answerProblem } from './problem-handlers.ts';
/** Answers an unknown address as a problem. */
export { answerNotFound } from './problem-handlers.ts';
/** Shows, acknowledges and silences alerts, for an administrator. */
export { alertAdminRoutes } from './alert-admin-routes.ts';
/** Shows and lifts blocks, for an administrator. */
export { threatAdminRoutes } from './threat-admin-routes.ts';
