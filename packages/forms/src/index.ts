export {
  useResilientForm,
  type ResilientForm,
  type ResilientFormOptions,
  type ToInput,
} from './use-resilient-form.ts';
export type { FormWrite, Since, Submission } from './submission.ts';
export { useSubmit, type SubmitContext } from './use-submit.ts';
export { keepDraft } from './draft/keep-draft.ts';
export type { DraftOptions } from './draft/draft-options.ts';
export type { DraftPart } from './draft/draft.ts';

// Server errors
export type { IssueReader } from './issues/issues-of.ts';
export { problemErrors } from './server-errors/problem-errors.ts';
export { aspNetErrors } from './server-errors/asp-net-errors.ts';
export { railsErrors } from './server-errors/rails-errors.ts';
export { zodErrors } from './server-errors/zod-errors.ts';
export { nestErrors } from './server-errors/nest-errors.ts';
export { ErrorSummary, type ErrorSummaryProps } from './summary/error-summary.tsx';
export {
  useFormConflict,
  type FormConflict,
  type FormConflictOptions,
} from './conflict/use-form-conflict.ts';

// Drafts and wizards
export { describeDraft } from './draft/describe-draft.ts';
export type { DraftView } from './draft/draft-view.ts';
export type { DraftActions, FormDraft } from './draft/use-draft.ts';
export { schemaResolver } from './schema-resolver.ts';
