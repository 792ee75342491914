'use client';
import { useState, type ReactElement } from 'react';
import type { FaultPlayer } from '../faults.ts';
import { useObservable } from '../use-observable.ts';
import { DataTable } from './data-table.tsx';
import { PRESETS } from './fault-presets.ts';
import { usePanel } from './panel-view.ts';
import { timeOf } from './time-of.ts';

/** Breaks the page on purpose, by the same scenarios that tests play. */
export function FaultsTab(): ReactElement {
  const { faults } = usePanel();
  if (!faults) {
    return (
      <p className="empty">
        This panel has no player of faults. Give it one:{' '}
        <code>faults={'{createPageFaults()}'}</code>.
      </p>
    );
  }
  return <Player faults={faults} />;
}

const asText = (scenario: unknown): string =>
  scenario === undefined ? '' : JSON.stringify(scenario, undefined, 2);

/** Plays the scenario that a text holds. The result says what is wrong with it, or is empty. */
function playText(faults: FaultPlayer, text: string): string {
  try {
    faults.play(JSON.parse(text) as object);
    return '';
  } catch (error) {
    // The message says which place of the scenario is wrong.
    return error instanceof Error ? error.message : 'This is no scenario.';
  }
}

function Player({ faults }: { readonly faults: FaultPlayer }): ReactElement {
  const { say } = usePanel();
  const { scenario, isOver = false, told, cannot } = useObservable(faults);
  const [text, setText] = useState(() => asText(scenario ?? Object.values(PRESETS)[0]));
  // The list keeps the choice, because the arrow keys go on from it.
  const [preset, setPreset] = useState('');
  const [refused, setRefused] = useState('');
  const play = (): void => {
    const why = playText(faults, text);
    setRefused(why);
    if (why === '') say('The scenario plays from its beginning.');
  };
  return (
    <>
      <div className="tools">
        <label>
          Preset{' '}
          <select
            value={preset}
            onChange={({ target }) => {
              setPreset(target.value);
              if (target.value !== '') setText(asText(PRESETS[target.value]));
              setRefused('');
            }}
          >
            <option value="">choose one</option>
            {Object.keys(PRESETS).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <button type="button" onClick={play}>
          Play
        </button>
        <button
          type="button"
          aria-disabled={scenario === undefined}
          onClick={() => {
            faults.play(undefined);
            say('Nothing goes wrong on purpose any more.');
          }}
        >
          Stop
        </button>
        <span className="quiet">
          {scenario === undefined
            ? 'Nothing plays.'
            : isOver
              ? 'The scenario is over.'
              : 'A scenario plays.'}
        </span>
      </div>
      <label className="field">
        Scenario as JSON
        <textarea
          rows={7}
          spellCheck={false}
          value={text}
          aria-invalid={refused !== ''}
          onChange={({ target }) => {
            setText(target.value);
            setPreset('');
          }}
        />
      </label>
      <p role="alert" className="bad">
        {refused}
      </p>
      {cannot.length > 0 && (
        <p>
          A page cannot do this to itself: <b>{cannot.join(', ')}</b>.
        </p>
      )}
      <h3>Faults so far</h3>
      <DataTable
        caption="Faults so far"
        columns={[
          { head: 'Time', cell: ({ at }) => timeOf(at), look: 'time' },
          { head: 'Request', cell: ({ request }) => request, look: 'text' },
          { head: 'No.', cell: ({ nth }) => nth, look: 'number' },
          { head: 'Fault', cell: ({ fault }) => fault },
        ]}
        rows={told.slice(-25).toReversed()}
        keyOf={({ at, request, nth }) => `${at} ${request} ${nth}`}
        empty="No request has met a fault."
      />
    </>
  );
}
