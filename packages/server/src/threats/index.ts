// Detection
export {
  inspectJson,
  type InspectJsonOptions,
  type PlacedFinding,
} from './detection/inspect-json.ts';
export { inspectRequest } from './detection/inspect-request.ts';
export { inspectText } from './detection/inspect-text.ts';
export type { AttackClass, Finding, Place } from './detection/rule.ts';
