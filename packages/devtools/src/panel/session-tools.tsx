'use client';
import { failureOf, type Observable } from '@holdfast/core';
import type { ReactElement } from 'react';
import { exportSession } from '../recording/export-session.ts';
import type { Recording } from '../recording/recording.ts';
import { replaySession } from '../recording/replay-session.ts';
import { saveFile } from './web-save-file.ts';

/** A session of 10,000 events has about 5 MB. The page would stand still while it reads a file without end. */
const MOST_BYTES = 50_000_000;

interface SessionToolsProps {
  readonly shown: Recording;
  readonly onOpen: (session: Observable<Recording>) => void;
  readonly say: (text: string) => void;
}

/** Saves the session as a file, and opens the file of another one. */
export function SessionTools({ shown, onOpen, say }: SessionToolsProps): ReactElement {
  const open = async (file: File): Promise<void> => {
    const found = file.size > MOST_BYTES ? 'it is larger than 50 MB' : sessionIn(await file.text());
    if (typeof found === 'string') say(`${file.name} was not opened: ${found}.`);
    else {
      onOpen(found);
      say(`This is the session of ${file.name}.`);
    }
  };
  return (
    <>
      <button
        type="button"
        onClick={() => {
          saveFile('holdfast-session.json', exportSession({ getSnapshot: () => shown }));
          say('The session is saved as holdfast-session.json.');
        }}
      >
        Export
      </button>
      <label className="button">
        Open<span className="roomy"> a session</span>
        <input
          className="gone"
          type="file"
          accept="application/json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void open(file);
            currentTarget.value = '';
          }}
        />
      </label>
    </>
  );
}

/** The session that a text holds, or the code of why there is none. */
function sessionIn(text: string): Observable<Recording> | string {
  try {
    return replaySession(text);
  } catch (error) {
    return failureOf(error)?.code ?? String(error);
  }
}
