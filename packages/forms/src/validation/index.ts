export { sanitise } from './sanitise.ts';
export type { Sanitised, SanitiseOptions, TextChange, TextChangeKind } from './sanitise.ts';
export { textLength } from './text-length.ts';
export { cleanText, type CleanTextOptions } from './clean-text.ts';
export {
  createCheck,
  type AsyncCheck,
  type CheckOptions,
  type CheckState,
} from './create-check.ts';
export { withChecks, type ChecksOf } from './with-checks.ts';
export { withRules, type FieldRule } from './with-rules.ts';
export { useRules } from './use-rules.ts';
