import { useObservable } from '@holdfast/react';
import { useRef, useState, type ReactElement } from 'react';
import { FAULTS, type Fault } from './breakable-server.ts';
import type { Live } from './start-live.ts';
import { fillDisk } from './web-full-disk.ts';

const words: Readonly<Record<Fault, string>> = {
  none: 'Works',
  offline: 'Offline',
  slow: 'Slow',
  busy: 'Busy (503)',
  refuse: 'Refuses writes',
  conflict: 'Conflict',
  cut: 'Cuts answers',
};

/** Breaks the server in the page, the way to it, or the disk. */
export function BreakStrip({ live }: { readonly live: Live }): ReactElement {
  const { server, updates } = live;
  const fault = useObservable(server.fault);
  const [isFull, setFull] = useState(false);
  const empty = useRef<(() => void) | undefined>(undefined);
  const toggleDisk = (): void => {
    empty.current?.();
    empty.current = isFull ? undefined : fillDisk();
    setFull(!isFull);
  };
  return (
    <fieldset>
      <legend>Break it</legend>
      {FAULTS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="fault"
            checked={one === fault}
            onChange={() => server.breakBy(one)}
          />{' '}
          {words[one]}
        </label>
      ))}
      <label>
        <input type="checkbox" checked={isFull} onChange={toggleDisk} /> Disk is full
      </label>
      <label>
        <input
          type="checkbox"
          onChange={({ target }) => {
            const later = (): void => updates.set({ kind: 'current' });
            const offer = { apply: later, later, isPutOff: false };
            updates.set(target.checked ? { kind: 'waiting', ...offer } : { kind: 'current' });
          }}
        />{' '}
        An update is ready
      </label>
    </fieldset>
  );
}
