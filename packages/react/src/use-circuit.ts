'use client';
import { createCell } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { CLOSED, viewOfCircuit, type CircuitView } from './view-of-circuit.ts';

const NO_CIRCUIT = createCell(CLOSED);

/**
 * A circuit of the runtime by its name: whether its server is left alone, and until when. `inBrowser` names the circuit
 * of its server `reads`; one broken operation of a server that is well does not open it. Name your own in the option
 * `circuits` of `createHoldfast`. A name without a circuit is `closed`.
 */
export function useCircuit(name: string): CircuitView {
  requireOptions('useCircuit', { name }, { name: 'a text that is not empty' });
  const circuit = useHoldfast().circuits[name];
  const view = useHeld([circuit], () => (circuit ? viewOfCircuit(circuit) : NO_CIRCUIT));
  return useSyncExternalStore(view.subscribe, view.getSnapshot, () => CLOSED);
}
