import type { DraftRecord } from '@holdfast/core/parts';
import type { DraftGiven } from './draft.ts';
import { decodeDraft } from './draft-codec.ts';
import type { DraftOptions } from './draft-options.ts';
import type { DraftContent, StoredDraft } from './draft-state.ts';
import { withoutRefused } from './without-refused.ts';

/** What a draft of the device is made from. */
export type DraftConfig<TValues> = DraftOptions<string, unknown> &
  Omit<DraftGiven<TValues>, 'current'>;

/** The record that keeps this content in the store. */
export function recordOf<TValues>(
  { owner, key, version, platform }: DraftConfig<TValues>,
  { values, memo, lost }: DraftContent<TValues>,
  revision: number,
  savedAt: number = platform.now(),
): DraftRecord {
  return {
    ...{ owner, key, version, revision, savedAt, value: { values, memo } },
    ...(lost && { lost }),
  };
}

/** The draft in a record of this version or an older one. Rejects when the form cannot show it. */
export async function readRecord<TValues extends object>(
  { revision, savedAt, value, version, lost }: DraftRecord,
  config: DraftConfig<TValues>,
  /** The draft gets the members that it lacks from here. */
  defaultValues: TValues,
): Promise<StoredDraft<TValues>> {
  const codec = { ...config, defaultValues };
  const decoded = decodeDraft<TValues>(value, version, codec, lost);
  const { shape } = config;
  const content = (shape && (await withoutRefused(decoded, shape, defaultValues))) ?? decoded;
  return { revision, savedAt, content };
}
