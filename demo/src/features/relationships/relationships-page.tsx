'use client';
import { useSearchParams } from 'wouter';
import { Link } from '../../router/link.tsx';
import './relationships.css';
import type { ReactElement } from 'react';
import { PageHeading } from '../../frame/page-heading.tsx';
import { useText } from '../../words/use-text.ts';
import { CharacterBonds } from './character-bonds.tsx';
import { StoryBonds } from './story-bonds.tsx';
import { words } from './words.ts';

export default function RelationshipsPage(): ReactElement {
  const text = useText(words);
  const [params] = useSearchParams();
  const isOfStories = params.get('between') === 'stories';
  return (
    <div className="bonds-page">
      <div className="bonds-title">
        <PageHeading title={text.title} />
        <nav aria-label={text.views} className="bonds-views">
          <Link to="/relationships" aria-current={isOfStories ? undefined : 'page'}>
            {text.characters}
          </Link>
          <Link to="/relationships?between=stories" aria-current={isOfStories ? 'page' : undefined}>
            {text.stories}
          </Link>
        </nav>
      </div>
      {isOfStories ? <StoryBonds key="stories" /> : <CharacterBonds key="characters" />}
    </div>
  );
}
