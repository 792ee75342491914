import { defineRead, defineWrite } from '@holdfast/core';
import { FaultLabState, FaultPlan } from './faults.ts';

/** The operations of the fault lab. Only a server for development has a fault lab. */
export const readFaults = defineRead('faults.read', {
  output: FaultLabState,
  request: () => ({ path: 'faults' }),
});

export const startFaults = defineWrite('faults.start', {
  input: FaultPlan,
  output: FaultLabState,
  request: (plan) => ({ method: 'PUT', path: 'faults', json: plan }),
  invalidates: [readFaults],
});

export const healFaults = defineWrite('faults.heal', {
  output: FaultLabState,
  request: () => ({ method: 'DELETE', path: 'faults' }),
  invalidates: [readFaults],
});

export const restartServer = defineWrite('faults.restart', {
  accept: 'nothing',
  request: () => ({ method: 'POST', path: 'faults/restart' }),
});
