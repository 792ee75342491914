// Unusual values

/** Judges the next point of a series of counts or levels. */
export { nextDetection } from './next-detection.ts';
export type { Detection, DetectionRules, SeriesKind, Surprise, Verdict } from './detection.ts';
/** JSON below 1 kB. */
export type { DetectionState } from './detection-state.ts';
export type { SeriesPoint } from './series-point.ts';

// Spending

/** Gives the range in which the spending of a period will end. */
export {
  forecastSpending,
  type SpendingForecast,
  type SpendingPeriod,
} from './forecast-spending.ts';

// What failures have in common

/** Finds values of attributes that the failures of an incident share, and those of the hours before did not. */
export { contrast, type Attributes, type SharedValue } from './contrast.ts';
