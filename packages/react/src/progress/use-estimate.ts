'use client';
import { requireOptions } from '@holdfast/core/parts';
import { useNow } from '../clock/use-now.ts';
import { estimate, type Estimate, type WorkFacts } from './estimate.ts';

/** How far work is and how long it still takes, judged again each second. */
export function useEstimate(work: WorkFacts): Estimate {
  requireOptions('useEstimate', work, {
    since: 'a finite number from 0 on',
    done: 'a finite number from 0 on?',
    total: 'a finite number from 0 on?',
    usualMs: 'a finite number from 0 on?',
  });
  const now = useNow({ everyMs: 1000 });
  return estimate(work, now === 0 ? work.since : now);
}
