'use client';
import type { Holdfast } from '@holdfast/core';
import type { MessageOverrides } from '@holdfast/core/messages';
import { HoldfastProvider, rootHandlers } from '@holdfast/react';
import { act, cleanup, render, type RenderResult } from '@testing-library/react';
import { StrictMode, type ReactElement, type ReactNode } from 'react';
import { createWorld, type ResilientWorld } from '../resilient-world.ts';
import { watchConsole, type ConsoleWatch } from './web-console-watch.ts';

export interface RenderResilientOptions {
  /** The ports of the page. @default a new `createWorld()` */
  readonly world?: ResilientWorld;
  /** A runtime of the test's own, in place of the world's. */
  readonly holdfast?: Holdfast;
  /** Texts in place of those of Holdfast. @default English */
  readonly messages?: MessageOverrides;
  /** @default 'strict' */
  readonly mode?: 'strict' | 'plain';
  /** Whether the root has handlers; without them React itself writes to the console. @default 'wired' */
  readonly handlers?: 'wired' | 'none';
}

export interface ResilientView extends RenderResult {
  readonly world: ResilientWorld;
  /** Errors that a boundary caught, as they were thrown. */
  readonly caught: readonly unknown[];
  /** Lets time pass, and everything happen that follows. */
  advance(ms: number): Promise<void>;
  /** Returns the console messages so far, and takes them as expected. */
  takeOutput(): readonly string[];
}

let watch: ConsoleWatch | undefined;

/** Renders below a provider, on ports in memory. Call `endResilient` after each test. */
export function renderResilient(
  ui: ReactNode,
  options: RenderResilientOptions = {},
): ResilientView {
  const { world = createWorld(), mode = 'strict', handlers = 'wired' } = options;
  const { holdfast = world.holdfast, messages } = options;
  const console = (watch ??= watchConsole());
  const caught: unknown[] = [];
  const { onCaughtError, onRecoverableError } = rootHandlers({
    sinks: [holdfast.sink],
    platform: holdfast.platform,
    chain: { onCaughtError: (error) => void caught.push(error) },
  });
  const view = render(ui, {
    wrapper: ({ children }: { readonly children: ReactNode }): ReactElement => {
      const page = (
        <HoldfastProvider holdfast={holdfast} {...(messages && { messages })}>
          {children}
        </HoldfastProvider>
      );
      return mode === 'strict' ? <StrictMode>{page}</StrictMode> : page;
    },
    ...(handlers === 'wired' ? { onCaughtError, onRecoverableError } : {}),
  });
  return {
    ...view,
    world,
    caught,
    advance: (ms) => act(() => world.platform.advance(ms)),
    takeOutput: () => console.lines.splice(0),
  };
}

/** Unmounts everything, and throws when the console has a message that the test did not take. */
export function endResilient(): void {
  cleanup();
  const lines = watch?.lines ?? [];
  watch?.stop();
  watch = undefined;
  if (lines.length > 0) throw new Error(`Unexpected console output:\n${lines.join('\n')}`);
}
