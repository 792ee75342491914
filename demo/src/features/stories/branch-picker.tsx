'use client';
import type { ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { paragraphsOf } from '../../tales/paragraphs.ts';
import { words } from './words.ts';

interface BranchPickerProps {
  readonly text: string;
  /** Gets the text up to the chosen paragraph. */
  readonly onBranch: (text: string) => void;
  readonly onClose: () => void;
}

/** The text of a take with a place to branch off after each paragraph. */
export default function BranchPicker({
  text: whole,
  onBranch,
  onClose,
}: BranchPickerProps): ReactElement {
  const text = useText(words);
  const paragraphs = paragraphsOf(whole);
  return (
    <section className="branch" aria-label={text.branch}>
      <div className="branch-why">
        <p>{text.branchWhy}</p>
        <ActionButton look="quiet" hasFocus onPress={onClose}>
          {text.cancel}
        </ActionButton>
      </div>
      <ol>
        {paragraphs.map((paragraph, index) => (
          // Paragraphs of a kept text never move, and two can be equal.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <p className="manuscript-line" dir="auto">
              {paragraph}
            </p>
            <ActionButton
              look="quiet"
              label={`${text.branchHere}: ${paragraph.slice(-60)}`}
              onPress={() => onBranch(paragraphs.slice(0, index + 1).join('\n\n'))}
            >
              {text.branchHere}
            </ActionButton>
          </li>
        ))}
      </ol>
    </section>
  );
}
