'use client';
import { conflictWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import type { ReactElement } from 'react';
import { ageInWords } from '../status/age-in-words.ts';
import { useNow } from '../clock/use-now.ts';
import { useLocale, useWords } from '../words/use-words.ts';

/** A part in which two versions differ, with the text of each. */
export interface DifferingPart {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Where a version comes from. */
export interface VersionFacts {
  /** When it was written, in wall-clock milliseconds. */
  readonly at?: number;
  /** The device, tab or user, in words for the user. */
  readonly from?: string;
}

interface TwoVersionsProps {
  readonly parts: readonly DifferingPart[];
  readonly mine: VersionFacts | undefined;
  readonly theirs: VersionFacts | undefined;
}

/** The differing parts side by side; on a narrow screen one version below the other. */
export function TwoVersions({ parts, mine = {}, theirs = {} }: TwoVersionsProps): ReactElement {
  const words = useWords('conflict', conflictWords);
  if (parts.length === 0) return <p>{words.same}</p>;
  return (
    <div className="hf-versions">
      <Version
        title={words.mine}
        facts={mine}
        parts={parts.map((part) => [part.label, part.mine])}
      />
      <Version
        title={words.theirs}
        facts={theirs}
        parts={parts.map((part) => [part.label, part.theirs])}
      />
    </div>
  );
}

interface VersionProps {
  readonly title: string;
  readonly facts: VersionFacts;
  readonly parts: readonly (readonly [label: string, text: string])[];
}

function Version({ title, facts, parts }: VersionProps): ReactElement {
  const words = useWords('conflict', conflictWords);
  const now = useNow();
  const locale = useLocale();
  const { at, from } = facts;
  return (
    <fieldset className="hf-version" aria-label={title}>
      <p className="hf-version-title">{title}</p>
      {(from !== undefined || at !== undefined) && (
        <p className="hf-version-facts">
          {from !== undefined && <bdi>{from}</bdi>}
          {from !== undefined && at !== undefined && ', '}
          {at !== undefined && fillWords(words.written, { age: ageInWords(at, now, locale) })}
        </p>
      )}
      <dl>
        {parts.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">
              {text === '' ? <span className="hf-nothing">{words.nothing}</span> : text}
            </dd>
          </div>
        ))}
      </dl>
    </fieldset>
  );
}
