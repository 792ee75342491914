'use client';
import type { Holdfast } from '@holdfast/core';
import { useContext } from 'react';
import { HoldfastContext } from './holdfast-context.ts';

/** The runtime of the nearest `HoldfastProvider`; throws where there is none. */
export function useHoldfast(): Holdfast {
  const holdfast = useContext(HoldfastContext);
  if (!holdfast) throw new Error('useHoldfast needs a HoldfastProvider above it.');
  return holdfast;
}
