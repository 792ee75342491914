import { createCell, type Observable } from '@holdfast/core';
import type { FailureJson } from '@holdfast/core/parts';
import type { DraftConfig } from './draft-record.ts';
import { looksSame, type ShownDraft } from './shown-draft.ts';

interface ToldDraft<TValues> extends Observable<ShownDraft<TValues>> {
  /** Shows it, if a user would notice. */
  show(now: ShownDraft<TValues>): void;
  /** Tells telemetry what became of the draft. */
  tell(kind: string, more?: { readonly failure?: FailureJson }): void;
}

/** A draft as its user sees it. Telemetry hears when its kind changes. */
export function toldDraft<TValues>(
  { key, platform, sink }: Pick<DraftConfig<never>, 'key' | 'platform' | 'sink'>,
  first: ShownDraft<TValues>,
): ToldDraft<TValues> {
  const { set, ...shown } = createCell(first);
  const tell: ToldDraft<TValues>['tell'] = (kind, more = {}) =>
    sink?.({ type: 'draft.changed', at: platform.now(), draft: key, state: kind, ...more });
  return {
    ...shown,
    tell,
    show(now) {
      const before = shown.getSnapshot();
      if (looksSame(before, now)) return;
      set(now);
      if (before.kind === now.kind) return;
      tell(now.kind, now.kind === 'unavailable' ? { failure: now.failure.toJSON() } : {});
    },
  };
}
