'use client';
import type { Holdfast } from '@holdfast/core';
import { useContext } from 'react';
import { HoldfastContext } from './holdfast-context.ts';

/** The runtime of the nearest `HoldfastProvider`. Throws without a provider. */
export function useHoldfast(): Holdfast {
  const provided = useContext(HoldfastContext);
  if (!provided) throw new Error('useHoldfast needs a HoldfastProvider above it.');
  return provided.holdfast;
}
