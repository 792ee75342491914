import { attachDraft } from './attach-draft.ts';
import { createDraft } from './create-draft.ts';
import { declareWhile } from './declare-while.ts';
import type { DraftOptions } from './draft-options.ts';
import type { Draft, DraftGiven, DraftPart } from './draft.ts';
import { withPathsOf } from './with-paths-of.ts';

/** Keeps what a user types into a form on this device, and brings it back. */
export function keepDraft<const TPath extends string = never, TMigrated = never>(
  options: DraftOptions<TPath, TMigrated>,
): DraftPart<TPath, TMigrated> {
  const { key, version, exclude, unsaved } = options;
  return {
    ...{ key, version },
    create<TValues extends object>(given: DraftGiven<TValues>): Draft<TValues> {
      const { current, unsavedWork } = given;
      const draft = createDraft<TValues>({ ...options, ...given });
      const whole = (values: TValues): TValues => withPathsOf(values, current(), exclude);
      const wholeIf = (values: TValues | undefined): TValues | undefined => values && whole(values);
      return {
        ...draft,
        attach(show) {
          const leave = attachDraft(draft, (values) => show(whole(values)));
          const takeBack =
            unsavedWork && unsaved !== undefined && declareWhile(draft, unsavedWork, unsaved);
          return () => {
            if (takeBack) takeBack();
            leave();
          };
        },
        takeTheirs: () => wholeIf(draft.takeTheirs()),
        undoDiscard: () => wholeIf(draft.undoDiscard()),
      };
    },
  };
}
