'use client';
import type { Holdfast } from '@holdfast/core';
import { inDevelopment } from '@holdfast/core/parts';
import { useContext } from 'react';
import { HoldfastContext } from './holdfast-context.ts';

/** The runtime of the nearest `HoldfastProvider`. Throws without a provider. */
export function useHoldfast(): Holdfast {
  const provided = useContext(HoldfastContext);
  if (!provided) {
    throw new Error(
      inDevelopment('useHoldfast needs a HoldfastProvider above it.') ?? 'no provider',
    );
  }
  return provided.holdfast;
}
