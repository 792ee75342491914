'use client';
import type { Observable, UpdateState } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';

const CURRENT: UpdateState = { kind: 'current' };
const isCurrent = (): UpdateState => CURRENT;

/**
 * The state of an update of the installed app. Give it the `updates` of `registerWorker`. A server, and a page while
 * it hydrates, are `current`.
 */
export function useUpdate(updates: Observable<UpdateState>): UpdateState {
  requireOptions('useUpdate', { updates }, { updates: 'an object with getSnapshot, subscribe' });
  return useSyncExternalStore(updates.subscribe, updates.getSnapshot, isCurrent);
}
