// Detection
export {
  inspectJson,
  type InspectJsonOptions,
  type PlacedFinding,
} from './detection/inspect-json.ts';
export { inspectRequest } from './detection/inspect-request.ts';
export { inspectText } from './detection/inspect-text.ts';
export type { AttackClass, Finding, Place } from './detection/rule.ts';

// The cause of a request
export {
  requestCause,
  type RequestCause,
  type RequestCauseOptions,
} from '../requests/request-cause.ts';

// What counts against whom
export { defaultNameBudget, type NameBudget } from './name-budget.ts';
export type { SignInAttempt, SignInFrom } from './sign-in-guard.ts';
export {
  defaultThreatRules,
  type EvidenceKind,
  type EvidenceWeight,
  type ThreatRules,
} from './threat-rules.ts';
export { isBlocked, nextThreatState, type ThreatEvent, type ThreatState } from './threat-state.ts';
export type { BlockedParty, Change, Party, PartyKind, ThreatStore } from './threat-store.ts';
export { memoryThreatStore, type MemoryThreatStoreOptions } from './memory-threat-store.ts';

// On a server
export {
  createThreatGuard,
  type ThreatGuard,
  type ThreatGuardOptions,
} from './create-threat-guard.ts';
export {
  createThreatAdmin,
  type ThreatAdmin,
  type ThreatAdminOptions,
} from './create-threat-admin.ts';
