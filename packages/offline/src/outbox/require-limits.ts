import { requireOptions } from '@holdfast/core/parts';
import type { OutboxLimits } from './outbox-limits.ts';

/** Refuses limits that cannot mean anything. A build for production trusts them. */
export function requireLimits(caller: string, limits: Partial<OutboxLimits> = {}): void {
  requireOptions(`The limits of ${caller}`, limits, {
    maxEntries: 'a whole number from 0 on?',
    maxBodyBytes: 'a number from 0 on?',
    parallel: 'a whole number above 0?',
    parallelMost: 'a whole number above 0?',
    slowMs: 'a number from 0 on?',
    burstMs: 'a number from 0 on?',
    sendTimeoutMs: 'a number above 0?',
    uploadBytesPerSecond: 'a number above 0?',
    networkBackoffMs: 'a number from 0 on?',
    networkBackoffMaxMs: 'a number from 0 on?',
    freshWithinMs: 'a number from 0 on?',
    wakeGapMs: 'a number from 0 on?',
    wakeJitterMs: 'a number from 0 on?',
    lockWithinMs: 'a number from 0 on?',
    unkeptWithinMs: 'a number from 0 on?',
    retryBackoffMs: 'a number from 0 on?',
    retryBackoffMaxMs: 'a number from 0 on?',
    hintMaxMs: 'a number from 0 on?',
    keyMs: 'a number from 0 on?',
    maxAgeMs: 'a number from 0 on?',
    ledgerMs: 'a number from 0 on?',
    ledgerEntries: 'a whole number from 0 on?',
    hintGapMs: 'a number from 0 on?',
  });
}
