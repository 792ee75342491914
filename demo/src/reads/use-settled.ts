'use client';
import type { OperationState } from '@holdfast/core';
import { useState } from 'react';

/** The last state that is not `running`: while the page asks for a list again, it still shows the last state. */
export function useSettled<T>(state: OperationState<T>): OperationState<T> {
  const [settled, setSettled] = useState(state);
  if (state.kind !== 'running' && state !== settled) setSettled(state);
  return settled;
}
