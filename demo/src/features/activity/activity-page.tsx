'use client';
import type { EntryView } from '@holdfast/core';
import { ActivityList, useActivity, useHoldfast, type EntryAction } from '@holdfast/react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { checkSession } from '../../account/check-session.ts';
import { useCast } from '../../cast/use-cast.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { conflictOf } from '../../entries/conflict-of.ts';
import { entriesAsFile } from '../../entries/entries-as-file.ts';
import { entrySubject } from '../../entries/entry-subject.ts';
import { placeOf } from '../../entries/place-of.ts';
import { VersionChoice } from '../../entries/version-choice.tsx';
import { useFireside } from '../../fireside/fireside-context.ts';
import { Link } from '../../router/link.tsx';
import { useTales } from '../../tales/use-tales.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { downloadJson } from '../../rescue/web-download.ts';
import { quotaInWords } from '../../words/quota-words.ts';
import { useText } from '../../words/use-text.ts';
import './activity.css';
import { Receipts } from './receipts.tsx';
import { sentLines } from './sent-lines.ts';
import { words } from './words.ts';

/** The page shows this many sent changes, and the others when the writer asks. */
const FIRST = 12;

/**
 * The list of the writer's changes: those that need the writer, those that wait, those that were sent, and their cost.
 */
export default function ActivityPage(): ReactElement {
  const text = useText(words);
  const { state, characters } = useCast();
  const { stories } = useTales();
  const { waiting } = useActivity();
  const { sendsInBackground } = useFireside();
  const [isWhole, setWhole] = useState(false);
  const subjectOf = (entry: EntryView): string => entrySubject(entry, characters, stories);
  const sent = sentLines({
    characters: state.value?.characters ?? [],
    ...{ stories, noteOn: text.noteOn },
  });
  const shown = isWhole ? sent : sent.slice(0, FIRST);
  // Counts only entries that need no help and that are on the device.
  const goes = waiting.some(({ head, entry }) => !head && entry.kept !== false);
  return (
    <div className="page">
      <div className="spread page-head">
        <div className="stack">
          <PageHeading title={text.title} />
          {goes && <p className="muted">{sendsInBackground ? text.byItself : text.whenOpen}</p>}
        </div>
      </div>
      <div>
        <ActivityList
          subjectOf={subjectOf}
          renderSubject={(entry) => <ToPage to={placeOf(entry)}>{subjectOf(entry)}</ToPage>}
          actionsOf={useSignInAgain()}
          renderInstead={conflictAbout}
          whyOf={limitReached}
          sent={shown.map(({ to, subject, ...line }) => ({
            ...line,
            subject: <ToPage to={to}>{subject}</ToPage>,
          }))}
          onExport={(entries) => downloadJson('fireside-waiting.json', entriesAsFile(entries))}
        />
        {shown.length < sent.length && (
          <div className="buttons more-sent">
            <ActionButton look="quiet" onPress={() => setWhole(true)}>
              {text.showSent(sent.length)}
            </ActionButton>
          </div>
        )}
        <Receipts />
      </div>
    </div>
  );
}

interface ToPageProps {
  readonly to: string | undefined;
  readonly children: string;
}

function ToPage({ to, children }: ToPageProps): ReactNode {
  return to === undefined ? children : <Link to={to}>{children}</Link>;
}

const conflictAbout = (entry: EntryView): ReactNode => {
  const mine = conflictOf(entry);
  return mine && <VersionChoice entry={entry} mine={mine} />;
};

const limitReached = ({ state }: EntryView): string | undefined =>
  state.kind === 'blocked' && state.reason === 'quota' ? quotaInWords(state.failure) : undefined;

/** A writer who is signed out goes to the sign-in; a writer who is signed in only has to send again. */
function useSignInAgain(): (entry: EntryView) => readonly EntryAction[] {
  const text = useText(words);
  const holdfast = useHoldfast();
  const { outbox, account } = useFireside();
  const signIn = async ({ id, owner }: EntryView): Promise<void> => {
    await checkSession(holdfast, account);
    if (account.getSnapshot()?.subject === owner) await outbox.retry(id);
  };
  return (entry) =>
    entry.state.kind === 'blocked' && entry.state.reason === 'auth'
      ? [{ label: text.signIn, run: () => void signIn(entry) }]
      : [];
}
