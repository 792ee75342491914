export { cors } from './cors.ts';
export { isolated } from './isolated.ts';
export { answerNotFound, answerProblem } from './problem-handlers.ts';
export { rateLimit, type RateLimitOptions } from './rate-limit.ts';
export { requestScope, type RequestScopeOptions } from './request-scope.ts';
export { sameOrigin } from './same-origin.ts';
export { validated } from './validated.ts';
export { threatAdminRoutes } from './threat-admin-routes.ts';
export { threatGuard, type ThreatGuardMiddlewareOptions } from './threat-guard.ts';
