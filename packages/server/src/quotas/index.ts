/** Counts the use of a key in a period. */
export { createMeter, type Meter, type MeterAnswer } from './meter.ts';
/** The refusal of a write for which the account has no room. */
export { accountFull } from './quota-exceeded.ts';
