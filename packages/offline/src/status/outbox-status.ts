import type { Observable } from '@holdfast/core';
import { createCell } from '@holdfast/core';
import { onDemand, requireOptions } from '@holdfast/core/parts';
import type { Outbox } from '../outbox/outbox.ts';
import { statusOf, type DeviceFacts, type OutboxStatus } from './status-of.ts';
import { webDevice, type Device } from './web-device.ts';

export interface OutboxStatusOptions {
  /**
   * Whether to ask the browser, as soon as there is an entry, not to delete what is stored here. Some browsers ask the
   * user. @default false
   */
  readonly asksToPersist?: boolean;
  /** @default the browser */
  readonly device?: Device;
}

/**
 * The state of the whole outbox: how many entries are in each state, since when, when the next one is tried, and how
 * safe they are. It is computed from the list that every tab keeps, so all tabs have the same status, and it reads no
 * database.
 */
export function outboxStatus(
  outbox: Pick<Outbox, 'entries' | 'storage'>,
  options: OutboxStatusOptions = {},
): Observable<OutboxStatus> {
  requireOptions('outboxStatus', options, {
    asksToPersist: 'true or false?',
    device: 'an object with persist, persisted, sendsInBackground?',
  });

  const { asksToPersist = false, device = webDevice() } = options;
  const { entries, storage } = outbox;
  let facts: DeviceFacts = { persisted: undefined, sendsInBackground: undefined };
  let mayAsk = asksToPersist;
  const now = (): OutboxStatus => statusOf(entries.getSnapshot(), storage.getSnapshot(), facts);
  const cell = createCell(now());
  const learn = async <K extends keyof DeviceFacts>(
    name: K,
    asked: Promise<DeviceFacts[K]>,
  ): Promise<void> => {
    // When the browser refuses to answer, the fact stays unknown.
    const value = await asked.catch(() => undefined);
    facts = { ...facts, [name]: value };
    cell.set(now());
  };
  const look = (): void => {
    cell.set(now());
    if (!mayAsk || entries.getSnapshot().length === 0) return;
    mayAsk = false;
    void learn('persisted', device.persist());
  };
  const connect = (): (() => void) => {
    const undo = [entries.subscribe(look), storage.subscribe(look)];
    void learn('persisted', device.persisted());
    void learn('sendsInBackground', device.sendsInBackground());
    look();
    return () => undo.forEach((leave) => leave());
  };
  return onDemand(cell, connect);
}
