import { requireOptions } from '@holdfast/core/parts';
import type { SlicePersistence } from '../slice-port.ts';
import { attachSlice } from './attach-slice.ts';
import type { PersistOptions } from './persist-options.ts';
import type { SliceStatus } from './slice-status.ts';

/**
 * Keeps the data of a slice on the device. Data that does not parse, migrate or validate is set aside and never
 * overwritten. Data of a newer version is not written over. Changes that come before the stored data has been read are
 * kept and written afterwards. An error of the storage is in the status, and no action throws it.
 *
 * Give it to `persist` of a slice, or attach any zustand store: `persistSlice(options).attach({ name, ...store })`.
 */
export function persistSlice<TData extends object>(
  options: PersistOptions<TData>,
): SlicePersistence<TData, SliceStatus> {
  requireOptions('persistSlice', options, {
    store: 'an object?',
    include: 'a list?',
    migrations: 'a list?',
    schema: 'an object?',
    merge: 'an object?',
    tabs: 'an object?',
    throttleMs: 'a number from 0 on?',
    platform: 'an object with now, schedule?',
    onHide: 'a function?',
    sink: 'a function?',
  });

  return { attach: (port) => attachSlice(port, options) };
}
