import { createCell, type Holdfast, type Observable } from '@holdfast/core';
import { followEntries, onDemand } from '@holdfast/core/parts';
import { goesByItself } from '../activity/lane-head.ts';
import { FIRST_BANNER, nextBanner, type BannerEvent, type BannerState } from './banner-state.ts';

// A shorter loss of the connection does not interrupt the user.
const SETTLED_MS = 2000;
// Long enough to read one line.
const READ_MS = 6000;

/** The banner about the connection. It listens and counts only while something watches it. */
export function createBanner(
  holdfast: Pick<Holdfast, 'connectivity' | 'outbox' | 'platform'>,
): Observable<BannerState> {
  const { connectivity, outbox, platform } = holdfast;
  const banner = createCell(FIRST_BANNER.shown);
  let memory = FIRST_BANNER;
  let unsettle: (() => void) | undefined;
  let unread: (() => void) | undefined;
  const step = (event: BannerEvent): void => {
    memory = nextBanner(memory, event);
    if (memory.shown !== banner.getSnapshot() && memory.shown.kind === 'back') {
      unread?.();
      unread = platform.schedule(READ_MS, () => step({ kind: 'read' }));
    }
    banner.set(memory.shown);
  };
  const hear = (): void => {
    unsettle?.();
    step({ kind: 'heard', connectivity: connectivity.getSnapshot() });
    unsettle = platform.schedule(SETTLED_MS, () => step({ kind: 'settled' }));
  };
  const count = (): void => {
    const entries = outbox?.entries.getSnapshot() ?? [];
    const sending = entries.filter((entry) => goesByItself(entry, entries)).length;
    if (sending !== memory.sending) step({ kind: 'counted', sending });
  };
  return onDemand(banner, () => {
    const leave = [
      connectivity.subscribe(hear),
      outbox?.entries.subscribe(count),
      outbox &&
        followEntries(
          outbox,
          () => true,
          (_, { kind }) => {
            if (kind === 'applied') step({ kind: 'applied' });
          },
        ),
    ];
    hear();
    count();
    return () => {
      unsettle?.();
      unread?.();
      for (const undo of leave) undo?.();
    };
  });
}
