'use client';
import type { ReactElement } from 'react';
import { Link } from '../router/link.tsx';
import type { SentencePart } from './sentence-of.ts';

interface SentenceProps {
  readonly parts: readonly SentencePart[];
  /** Where the name of each end leads. @default no link */
  readonly links?: Readonly<Partial<Record<'a' | 'b', string>>>;
}

export function Sentence({ parts, links = {} }: SentenceProps): ReactElement {
  return (
    <>
      {parts.map(({ text, isName, end }, at) => {
        const name = isName ? <bdi>{text}</bdi> : text;
        const to = end && links[end];
        // The parts of a sentence stay where they are.
        // oxlint-disable-next-line react/no-array-index-key
        return to === undefined ? (
          <span key={at}>{name}</span>
        ) : (
          <Link key={at} to={to}>
            {name}
          </Link>
        );
      })}
    </>
  );
}
