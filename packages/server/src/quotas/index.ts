export { createMeter, type Meter, type MeterAnswer, type MeterOptions } from './meter.ts';
export { accountFull, quotaExceeded, type Quota } from './quota-exceeded.ts';
