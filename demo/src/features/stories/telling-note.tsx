'use client';
import { useState, type ReactElement } from 'react';
import { wordCount } from '../../../contract/word-count.ts';
import type { TellTake } from '../../../contract/story.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { focusPage } from '../../frame/dom-page-focus.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { useCount } from '../../words/use-count.ts';
import { useText } from '../../words/use-text.ts';
import { RefusedNote } from './parts.tsx';
import { TellingState } from './telling-state.tsx';
import type { useTelling } from './use-telling.ts';
import { words } from './words.ts';

interface TellingNoteProps {
  readonly tell: TellTake;
  readonly used: ReturnType<typeof useTelling>;
  /** The text so far, with the text that it goes on from. */
  readonly text: string;
  readonly onWrite: (text: string) => void;
}

/** The state of a generation, beside its last paragraph, with the actions of the writer. */
export function TellingNote(props: TellingNoteProps): ReactElement | null {
  const { tell, used, onWrite } = props;
  const text = useText(words);
  const count = useCount();
  const { tales } = useFireside();
  const { telling, again } = used;
  const told = wordCount(props.text);
  const sofar = text.words(told, count(told));
  const dontWait = (
    <ActionButton
      look="quiet"
      onPress={() => {
        tales.takeBack(tell.takeId);
        focusPage();
      }}
    >
      {text.dontWait}
    </ActionButton>
  );
  switch (telling.kind) {
    case 'waits-for-story':
      return (
        <StateNote tone="queued" title={text.waitsForStory}>
          <p>{telling.isStuck ? text.waitsForStoryStuck : text.waitsForStoryWhy}</p>
          <div className="buttons">{dontWait}</div>
        </StateNote>
      );
    case 'waits-for-connection':
      return (
        <StateNote tone="offline" title={text.waitsForConnection}>
          <p>{text.waitsForConnectionWhy}</p>
          <div className="buttons">{dontWait}</div>
        </StateNote>
      );
    case 'ready':
    case 'asking':
      return <TellingState title={text.asking} />;
    case 'flowing':
      return (
        <TellingState title={text.telling}>
          <p>{text.toldSoFar(sofar)}</p>
          <StopButton stop={used.stream.stop} />
        </TellingState>
      );
    case 'reconnecting':
      return (
        <StateNote tone="offline" title={text.reconnecting} className="telling-note">
          <p>{text.reconnectingWhy}</p>
        </StateNote>
      );
    case 'out-of-reach':
      return (
        <StateNote tone="failed" title={text.outOfReach}>
          <p>{text.outOfReachWhy}</p>
          <div className="buttons">
            <ActionButton look="primary" onPress={again}>
              {text.askForRest}
            </ActionButton>
            <ActionButton look="quiet" onPress={() => onWrite(props.text)}>
              {text.writeMyself}
            </ActionButton>
          </div>
        </StateNote>
      );
    case 'refused':
      return (
        <RefusedNote
          failure={telling.failure}
          again={again}
          onWrite={() => onWrite(props.text)}
          tell={tell}
        />
      );
    // The page shows at once the text that the server kept, with the actions of the writer.
    case 'broken':
      return <StateNote tone="failed" title={text.stoppedHere(sofar)} />;
    case 'done':
      return null;
  }
}

function StopButton({ stop }: { readonly stop: () => Promise<unknown> }): ReactElement {
  const text = useText(words);
  const [state, setState] = useState<'idle' | 'stopping' | 'failed'>('idle');
  return (
    <>
      <div className="buttons">
        <ActionButton
          isBusy={state === 'stopping'}
          onPress={() => {
            setState('stopping');
            void stop().then((failure) => setState(failure ? 'failed' : 'stopping'));
          }}
        >
          {state === 'stopping' ? text.stopping : text.stop}
        </ActionButton>
      </div>
      <p role="alert">{state === 'failed' ? text.stopFailed : ''}</p>
    </>
  );
}
