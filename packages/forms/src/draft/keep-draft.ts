import { isEqual, requireOptions } from '@holdfast/core/parts';
import { copyOf } from '../copy-of.ts';
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
  requireOptions('keepDraft', options, {
    key: 'a text that is not empty',
    version: 'a whole number from 0 on',
    migrate: 'a function?',
    shape: 'an object?',
    unsaved: 'a text that is not empty?',
    exclude: 'a list?',
    debounceMs: 'a number from 0 on?',
  });

  const { key, version, exclude, unsaved } = options;
  return {
    ...{ key, version },
    create<TValues extends object>(given: DraftGiven<TValues>): Draft<TValues> {
      const { current, unsavedWork } = given;
      const draft = createDraft<TValues>({ ...options, ...given });
      let fillShown: ((values: TValues) => void) | undefined;
      /** While the form is being filled, its fields register one by one. */
      let isFilling = false;
      /** Whether the form has got the kept values. */
      let isRestored = false;
      /** The values of a form that React has hidden, and may show again. */
      let left: TValues | undefined;
      const show = (values: TValues | undefined): void => {
        if (!values) return;
        isFilling = true;
        fillShown?.(withPathsOf(values, current(), exclude));
        isFilling = false;
      };
      return {
        ...draft,
        attach(changes, fill) {
          fillShown = fill;
          const stop = changes((values) => {
            if (!isFilling) draft.change(values);
          });
          let isIn = false;
          const leave = attachDraft(draft, (values) => {
            isIn = true;
            // A hidden form comes back with what the user typed after the kept values. Code may have changed it meanwhile.
            if (!isRestored) show(values);
            else if (!isEqual(current(), left)) draft.change(current());
            isRestored = true;
          });
          return () => {
            stop();
            // React may take a form away and bring it back at once, before its draft has looked at it.
            if (isIn) left = copyOf(current()) as TValues;
            leave();
          };
        },
        guard: () =>
          unsavedWork && unsaved !== undefined
            ? declareWhile(draft, unsavedWork, unsaved)
            : () => {},
        sending() {
          const { values } = draft.content();
          return () => {
            if (isEqual(draft.content().values, values)) void draft.remove();
          };
        },
        takeTheirs: () => show(draft.takeTheirs()),
        undoDiscard: () => show(draft.undoDiscard()),
      };
    },
  };
}
