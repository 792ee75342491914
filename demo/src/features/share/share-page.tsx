'use client';
import { useState, type ReactElement } from 'react';
import { shareTroubleIn } from '../../../contract/share.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { Link } from '../../router/link.tsx';
import { useHistoryLocation } from '../../router/use-history-location.ts';
import { useText } from '../../words/use-text.ts';
import { sharedTextIn } from './shared-text.ts';
import { useKeepText } from './use-keep-text.ts';
import { words } from './words.ts';

/**
 * A text that another app shared. The writer sees it before it becomes a story, because any page of the web can send a
 * writer here.
 */
export default function SharePage(): ReactElement {
  const text = useText(words);
  const { hash } = useHistoryLocation();
  const [shared] = useState(() => sharedTextIn(hash));
  const [trouble] = useState(() => shareTroubleIn(hash));
  const keep = useKeepText();
  return (
    <div className="page">
      <div className="stack">
        <PageHeading title={text.title} />
        {shared ? (
          <>
            <p>{text.ask}</p>
            <div className="buttons">
              <ActionButton look="primary" onPress={() => keep(shared)}>
                {text.keep}
              </ActionButton>
              <Link className="lone-link" to="/">
                {text.leave}
              </Link>
            </div>
            <article className="story empty">
              <h2 dir="auto">{shared.title}</h2>
              <p dir="auto">{shared.parts.join('\n')}</p>
            </article>
          </>
        ) : (
          <>
            <p>{trouble ? text.trouble[trouble] : text.nothing}</p>
            <p className="buttons">
              {trouble && (
                <Link className="lone-link" to="/stories/new">
                  {text.begin}
                </Link>
              )}
              <Link className="lone-link" to="/">
                {text.home}
              </Link>
            </p>
          </>
        )}
      </div>
    </div>
  );
}
