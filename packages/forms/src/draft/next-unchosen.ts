import { isEqual } from '@holdfast/core/parts';
import { readRecord, type DraftConfig } from './draft-record.ts';
import type { DraftContent, UnchosenText } from './draft-state.ts';

/**
 * The latest text about which the user has not decided, that this form can show, and that says something else than the
 * form. The texts that the form cannot show and those that say the same are no longer up for decision. Those of a newer
 * version of the app wait for it.
 */
export async function nextUnchosen<TValues extends object>(
  config: DraftConfig<TValues>,
  defaultValues: TValues,
  shown: DraftContent<TValues>,
): Promise<UnchosenText<TValues> | undefined> {
  const { owner, key, store, version } = config;
  for (const record of (await store?.unchosen?.(owner, key)) ?? []) {
    if (record.version > version) continue;
    const found = await readRecord(record, config, defaultValues).catch(() => undefined);
    if (found && !isEqual(found.content, shown)) return { ...found, record };
    await store?.quarantine(record, found ? 'same' : 'invalid');
  }
  return undefined;
}
