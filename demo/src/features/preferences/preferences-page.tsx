'use client';
import type { ReactElement } from 'react';
import { PageHeading } from '../../frame/page-heading.tsx';
import { useChangePreferences, usePreferences } from '../../preferences/use-preferences.ts';
import { useText } from '../../words/use-text.ts';
import { Choice } from './choice.tsx';
import { NotificationsChoice } from './notifications-choice.tsx';
import './preferences.css';
import { words } from './words.ts';

/** The preferences of this writer. Each change takes effect at once. */
export default function PreferencesPage(): ReactElement {
  const text = useText(words);
  const preferences = usePreferences();
  const change = useChangePreferences();
  return (
    <div className="preferences stack-wide">
      <div className="stack">
        <PageHeading title={text.title} />
        <p className="muted">{text.about}</p>
      </div>
      <form className="choices" onSubmit={(event) => event.preventDefault()}>
        <Choice
          {...text.theme}
          chosen={preferences.theme}
          onChoose={(theme) => change({ theme })}
        />
        <Choice
          {...text.textSize}
          chosen={preferences.textSize}
          onChoose={(textSize) => change({ textSize })}
        />
        <Choice
          {...text.language}
          chosen={preferences.language}
          onChoose={(language) => change({ language })}
        />
        <Choice
          {...text.motion}
          chosen={preferences.motion}
          onChoose={(motion) => change({ motion })}
        />
        <Choice
          {...text.retry}
          chosen={preferences.retry}
          onChoose={(retry) => change({ retry })}
        />
        <NotificationsChoice />
      </form>
    </div>
  );
}
