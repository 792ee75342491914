'use client';
import type { Failure } from '@holdfast/core';
import { conflictWords } from '@holdfast/core/messages';
import { asFailure, fillWords } from '@holdfast/core/parts';
import { useId, useState, type ReactElement } from 'react';
import { useAnnounced } from '../announcer/use-announced.ts';
import { useAnnounce } from '../announcer/use-announcements.ts';
import { Button } from '../look/button.tsx';
import { classNames } from '../look/class-names.ts';
import { Note } from '../look/note.tsx';
import { useFocusOnShow } from '../look/use-focus-on-show.ts';
import { useKeptFocus } from '../look/use-kept-focus.ts';
import { useUndoWindow } from '../undo/use-undo-window.ts';
import { useFailureText, useWords } from '../words/use-words.ts';
import { TwoVersions, type DifferingPart, type VersionFacts } from './two-versions.tsx';

export type ConflictChoice = 'mine' | 'theirs' | 'both';

export interface ConflictChooserProps {
  /** The name of the thing with two versions, in words for the user. */
  readonly name: string;
  /** The parts in which the two differ. */
  readonly parts: readonly DifferingPart[];
  /** The state of the other version: shown, loading, thrown away, or missing because of a failure. */
  readonly other: 'known' | 'asking' | 'gone' | Failure;
  /** Carries the choice out. When it rejects, the user reads why and can choose again. */
  readonly onChoose: (choice: ConflictChoice) => unknown;
  /** Asks for the other version again. @default no such button */
  readonly onAskAgain?: () => void;
  /** Whether both versions can be kept. @default true */
  readonly canKeepBoth?: boolean;
  /** When and where each version was written. @default not shown */
  readonly mine?: VersionFacts;
  readonly theirs?: VersionFacts;
  /** Milliseconds for which the user can undo a choice that gives up a version. @default 10_000 */
  readonly undoMs?: number;
  /** The level of the title among the headings of the page. @default 2 */
  readonly headingLevel?: 2 | 3 | 4;
  readonly className?: string;
}

/** Two versions of one thing, side by side. The user chooses; until then both are kept. */
export function ConflictChooser(props: ConflictChooserProps): ReactElement {
  const { name, parts, other, onChoose, onAskAgain, canKeepBoth = true, undoMs = 10_000 } = props;
  const words = useWords('conflict', conflictWords);
  const text = useFailureText();
  const announce = useAnnounce();
  const [undo, chosen] = useUndoWindow();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Failure>();
  const [undoButton, focusUndo] = useFocusOnShow();
  const [firstButton, focusFirst] = useFocusOnShow();
  const titleId = useId();
  const Heading = `h${props.headingLevel ?? 2}` as const;
  const card = useKeptFocus<HTMLElement>();
  const isGone = other === 'gone';
  const isKnown = other === 'known' || isGone;
  const told = {
    mine: words.keptMine,
    theirs: isGone ? words.discardedMine : words.keptTheirs,
    both: words.keptBoth,
  };
  const carryOut = (choice: ConflictChoice): void => {
    const settle = (): void => setBusy(false);
    setBusy(true);
    new Promise((resolve) => resolve(onChoose(choice))).then(settle, (error: unknown) => {
      setTrouble(asFailure(error));
      settle();
    });
  };
  const choose = (choice: ConflictChoice): void => {
    setTrouble(undefined);
    announce(told[choice]);
    // Keeping both loses no text, so the user needs no undo.
    if (choice === 'both') return carryOut(choice);
    focusUndo();
    undo.begin(name, choice, undoMs, () => carryOut(choice));
  };
  const choice = chosen.get(name) as ConflictChoice | undefined;
  const failure = typeof other === 'object' ? other : undefined;
  const troubled = trouble ? fillWords(words.failed, { failure: text(trouble) }) : '';
  useAnnounced(troubled, troubled, 'assertive');
  const button = (to: ConflictChoice, label: string, isFirst = false): ReactElement => (
    <Button isBusy={isBusy} {...(isFirst && { buttonRef: firstButton })} onPress={() => choose(to)}>
      {label}
    </Button>
  );
  const [before, after] = (isGone ? words.titleGone : words.title).split('{name}');
  return (
    <section
      ref={card}
      className={classNames('hf-conflict', props.className)}
      aria-labelledby={titleId}
    >
      <Note tone="blocked">
        <Heading id={titleId} className="hf-title" tabIndex={-1}>
          {before}
          <bdi>{name}</bdi>
          {after}
        </Heading>
        <p>{isGone ? words.whyGone : words.why}</p>
        {other === 'known' && <TwoVersions parts={parts} mine={props.mine} theirs={props.theirs} />}
        {other === 'asking' && <p>{words.asking}</p>}
        {failure && <p>{fillWords(words.unknown, { failure: text(failure) })}</p>}
        {troubled && <p className="hf-trouble">{troubled}</p>}
        {choice ? (
          <div className="hf-buttons">
            <span>{told[choice]}</span>
            <Button
              look="quiet"
              buttonRef={undoButton}
              onPress={() => {
                focusFirst();
                undo.undo(name);
              }}
            >
              {words.undo}
            </Button>
          </div>
        ) : (
          <div className="hf-buttons">
            {isKnown && button('mine', words.keepMine, true)}
            {isKnown && button('theirs', isGone ? words.discardMine : words.keepTheirs)}
            {canKeepBoth && !isGone && button('both', words.keepBoth)}
            {failure && onAskAgain && (
              <Button look="quiet" onPress={onAskAgain}>
                {words.tryAgain}
              </Button>
            )}
          </div>
        )}
      </Note>
    </section>
  );
}
