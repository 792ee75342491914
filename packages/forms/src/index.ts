export {
  useResilientForm,
  type ResilientForm,
  type ResilientFormOptions,
  type ToInput,
} from './use-resilient-form.ts';
export type { Since } from './use-submission.ts';
export { describeDraft } from './draft/describe-draft.ts';
export type { DraftView } from './draft/draft-view.ts';
export type { DraftActions, DraftOptions, FormDraft } from './draft/use-draft.ts';
export { schemaResolver } from './schema-resolver.ts';
export {
  useWizard,
  type Wizard,
  type WizardForm,
  type WizardOptions,
  type WizardStep,
} from './wizard/use-wizard.ts';
export type { StepStatus } from './wizard/step-status.ts';
