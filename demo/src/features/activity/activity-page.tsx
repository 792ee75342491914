import { useEntries, useNow } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useCast } from '../../cast/use-cast.ts';
import { needsPerson } from '../../entries/newly-in-need.ts';
import { entriesAsFile } from '../../entries/entries-as-file.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { downloadJson } from '../../rescue/web-download.ts';
import { LedgerLine } from './ledger-line.tsx';
import { LedgerPart } from './ledger-part.tsx';
import { sentLines } from './sent-lines.ts';
import { SentLine } from './sent-line.tsx';

export function ActivityPage(): ReactElement {
  const entries = useEntries();
  const { state, characters } = useCast();
  const now = useNow();
  const forYou = entries.filter(needsPerson);
  const waiting = entries.filter((entry) => !needsPerson(entry));
  return (
    <div className="page">
      <div className="spread page-head">
        <PageHeading title="Activity" />
        <div className="aside">
          {entries.length > 0 && (
            <ActionButton
              look="quiet"
              onPress={() => downloadJson('fireside-waiting.json', entriesAsFile(entries))}
            >
              Download what is not sent yet
            </ActionButton>
          )}
        </div>
      </div>
      <LedgerPart title="Needs you" nothing="Nothing needs you.">
        {forYou.map((entry) => (
          <LedgerLine key={entry.id} entry={entry} characters={characters} now={now} />
        ))}
      </LedgerPart>
      <LedgerPart title="Waiting" nothing="Nothing is waiting.">
        {waiting.map((entry) => (
          <LedgerLine key={entry.id} entry={entry} characters={characters} now={now} />
        ))}
      </LedgerPart>
      <LedgerPart title="Sent" nothing="Nothing was sent yet.">
        {sentLines(state.value?.characters ?? []).map((line) => (
          <SentLine key={line.id} line={line} now={now} />
        ))}
      </LedgerPart>
    </div>
  );
}
