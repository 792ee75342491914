'use client';
import type { Holdfast } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import type { MessageOverrides } from '@holdfast/core/messages';
import { HoldfastProvider, rootHandlers } from '@holdfast/react';
import { act, cleanup, render, type RenderResult } from '@testing-library/react';
import { version, type ReactElement, type ReactNode } from 'react';
import type { Device } from '../create-device.ts';
import { createWorld, type ResilientWorld } from '../resilient-world.ts';
import { watchConsole, type ConsoleWatch } from './web-console-watch.ts';

export type RenderMode = 'strict' | 'plain';

export interface RenderResilientOptions {
  /** The ports of the page. @default a new `createWorld()` */
  readonly world?: ResilientWorld | Device;
  /** A runtime of the test's own, in place of the world's. */
  readonly holdfast?: Holdfast;
  /** Texts in place of those of Holdfast. @default English */
  readonly messages?: MessageOverrides;
  /** Whether React renders and runs effects twice, to find code that must not run twice. @default 'strict' */
  readonly mode?: RenderMode;
  /** Whether the root has handlers; without them React itself writes to the console. @default 'wired' */
  readonly handlers?: 'wired' | 'none';
}

export interface ResilientView extends RenderResult {
  readonly world: ResilientWorld;
  /** Errors that a boundary caught, as they were thrown. */
  readonly caught: readonly unknown[];
  /** The page of a `createDevice()` is gone with all state of its components, and another one shows the same. */
  reload(): void;
  /** Lets time pass, and everything that follows from it happen. */
  advance(ms: number): Promise<void>;
  /** Returns the console messages so far, and takes them as expected. */
  takeOutput(): readonly string[];
}

// React 18 has no root handlers: React and the browser write every caught error to the console.
const ofCaughtErrors =
  /^(?:The above error occurred in |Error: Uncaught \[|.*There was an error during concurrent rendering)/;
const writesCaughtErrors = version.startsWith('18.');

let watch: ConsoleWatch | undefined;
let defaultMode: RenderMode = 'strict';

/** Sets what `renderResilient` does where a test names no mode. For a setup file that runs tests in several modes. */
export function configureResilient(defaults: { readonly mode: RenderMode }): void {
  defaultMode = defaults.mode;
}

const isUnexpected = (line: string): boolean => !(writesCaughtErrors && ofCaughtErrors.test(line));

/** Renders below a provider, on ports in memory. Call `endResilient` after each test. */
export function renderResilient(
  ui: ReactNode,
  options: RenderResilientOptions = {},
): ResilientView {
  requireOptions('renderResilient', options, {
    world: 'an object?',
    holdfast: 'an object with run?',
    messages: 'an object?',
    mode: 'one of strict, plain?',
    handlers: 'one of wired, none?',
  });

  const { world = createWorld(), mode = defaultMode, handlers = 'wired' } = options;
  const { messages } = options;
  let { holdfast = world.holdfast } = options;
  let shown = ui;
  let page = 0;
  const console = (watch ??= watchConsole());
  const caught: unknown[] = [];
  const { onCaughtError, onRecoverableError } = rootHandlers({
    sinks: [holdfast.sink],
    platform: holdfast.platform,
    chain: { onCaughtError: (error) => void caught.push(error) },
  });
  const view = render(ui, {
    reactStrictMode: mode === 'strict',
    wrapper: ({ children }: { readonly children: ReactNode }): ReactElement => (
      <HoldfastProvider key={page} holdfast={holdfast} {...(messages && { messages })}>
        {children}
      </HoldfastProvider>
    ),
    ...(handlers === 'wired' ? { onCaughtError, onRecoverableError } : {}),
  });
  return {
    ...view,
    world,
    caught,
    rerender(next) {
      shown = next;
      view.rerender(next);
    },
    reload() {
      const { reload } = world as Partial<Device>;
      if (!reload) throw new Error('Give renderResilient the world of a createDevice().');
      reload();
      ({ holdfast } = world);
      page += 1;
      view.rerender(shown);
    },
    advance: (ms) => act(() => world.platform.advance(ms)),
    takeOutput: () => console.lines.splice(0).filter(isUnexpected),
  };
}

/** Unmounts everything, and throws when the console has a message that the test did not take. */
export function endResilient(): void {
  const ended = watch;
  watch = undefined;
  try {
    cleanup();
  } finally {
    // The console must print again, also when a component threw while it left the page.
    ended?.stop();
  }
  const lines = ended?.lines.filter(isUnexpected) ?? [];
  if (lines.length > 0) throw new Error(`Unexpected console output:\n${lines.join('\n')}`);
}
