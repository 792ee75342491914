export { defineWizard, step } from './define-wizard.ts';
export type {
  GuardContext,
  StepGuard,
  StepOptions,
  WizardDefinition,
  WizardStep,
} from './define-wizard.ts';
export {
  useWizard,
  type StepView,
  type Wizard,
  type WizardForm,
  type WizardOptions,
} from './use-wizard.ts';
export type { StepStatus } from './step-status.ts';
export type { StepProblem } from './wizard-state.ts';
export { domStepHistory } from './dom-step-history.ts';
export type { StepEntry, StepHistory } from './step-history.ts';
export { stepsInHistory, type FollowedWizard, type StepsInHistory } from './steps-in-history.ts';
export {
  useAssist,
  type AssistActions,
  type AssistOptions,
  type AssistResult,
} from './use-assist.ts';
export type { AssistView } from './assist-state.ts';
