// Runs in the page: a runtime that tells 200 events a second, and the panel that shows them.
import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { webPlatform } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { HoldfastDevtools } from '@holdfast/devtools';
import { createWorld } from '@holdfast/testing';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

const EVENTS_PER_MS = 200 / 1_000;
const failure = new Failure(NETWORK_FAILED, { effect: 'none' }).toJSON();

/** The time of the main thread that the panel used since the last look, in milliseconds. */
let spentMs = 0;

function timed(work: () => void): void {
  const before = performance.now();
  work();
  // The layout that the work causes is a part of its cost.
  void document.body.offsetHeight;
  spentMs += performance.now() - before;
}

const platform = {
  ...webPlatform,
  schedule: (ms: number, task: () => void) =>
    webPlatform.schedule(ms, () => timed(() => flushSync(task))),
};
const { holdfast } = createWorld({ platform });
const { holdfast: bare } = createWorld({ platform: webPlatform });

/** Operations that are tried again now and then: three events each. */
function eventOf(count: number): TelemetryEvent {
  const [at, incidentId] = [Date.now(), `incident-${Math.floor(count / 3)}`];
  const operation = `note.${Math.floor(count / 3) % 7}`;
  if (count % 3 === 0)
    return { type: 'operation.started', at, operation, kind: 'read', incidentId };
  if (count % 3 === 1) {
    const ended = { type: 'attempt.settled', at, name: operation, attempt: 1, incidentId } as const;
    return { ...ended, durationMs: 40, ...(count % 5 === 0 ? { failure, delayMs: 120 } : {}) };
  }
  const told = { type: 'operation.settled', at, operation, outcome: 'live', incidentId } as const;
  return { ...told, durationMs: 30 + (count % 200) };
}

const shadow = () => document.querySelector('[data-holdfast-devtools]')?.shadowRoot;
const press = (selector: string): void => shadow()?.querySelector<HTMLElement>(selector)?.click();
const aFrame = (): Promise<number> => new Promise(requestAnimationFrame);

async function open(tab: string): Promise<void> {
  createRoot(document.body.appendChild(document.createElement('div'))).render(
    <HoldfastDevtools holdfast={holdfast} />,
  );
  while (!shadow()?.querySelector('[role="tab"]')) {
    press('.opener');
    await aFrame();
  }
  press(`[role="tab"][id$="-${tab}"]`);
}

/** Tells the bench outside of the page, which knows how long the processor worked for it. */
declare const blockEnded: (block: 'opening' | 'ours' | 'floor') => Promise<void>;

/** Blocks of this length alternate, so that other work of the machine affects both sides. */
const BLOCK_MS = 5_000;

/**
 * The milliseconds of each frame with the panel, and of each frame in which a runtime without one tells the same. The
 * rest comes from the machine, which also delays a frame without work.
 */
async function watch(tab: string, seconds: number) {
  await open(tab);
  await blockEnded('opening');
  const ours: number[] = [];
  const floor: number[] = [];
  let told = 0;
  for (let block = 0; block * BLOCK_MS < 2_000 * seconds; block += 1) {
    const isOurs = block % 2 === 0;
    const sink = isOurs ? holdfast.sink : bare.sink;
    const start = performance.now();
    const from = told;
    spentMs = 0;
    while (performance.now() - start < BLOCK_MS) {
      await aFrame();
      const due = from + (performance.now() - start) * EVENTS_PER_MS;
      timed(() => {
        for (; told < due; told += 1) sink?.(eventOf(told));
      });
      (isOurs ? ours : floor).push(spentMs);
      spentMs = 0;
    }
    await blockEnded(isOurs ? 'ours' : 'floor');
  }
  return { ours, floor, told };
}

/** The times until presses were answered on the screen, as the browser measures them. */
const presses: { readonly isOurs: boolean; readonly ms: number }[] = [];
new PerformanceObserver((list) => {
  for (const { duration, target } of list.getEntries() as PerformanceEventTiming[]) {
    presses.push({ isOurs: (target as Element | null)?.id !== 'bare', ms: duration });
  }
}).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);

const button = document.body.appendChild(document.createElement('button'));
Object.assign(button, { id: 'bare', textContent: 'A button of the page' });

export const measures = { watch, presses: () => presses };

Object.assign(globalThis, { measures });
