// What a server component may import: components, which React hands on to the browser, and functions without hooks.
export { keepDraft } from './draft/keep-draft.ts';
export { problemErrors } from './server-errors/problem-errors.ts';
export { aspNetErrors } from './server-errors/asp-net-errors.ts';
export { railsErrors } from './server-errors/rails-errors.ts';
export { zodErrors } from './server-errors/zod-errors.ts';
export { nestErrors } from './server-errors/nest-errors.ts';
export { ErrorSummary, type ErrorSummaryProps } from './summary/error-summary.tsx';
export { describeDraft } from './draft/describe-draft.ts';
export { schemaResolver } from './schema-resolver.ts';
