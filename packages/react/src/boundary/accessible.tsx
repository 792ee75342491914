'use client';
import { requireOptions } from '@holdfast/core/parts';
import { createRef } from 'react';
import type { BoundaryPart } from './boundary-part.ts';
import type { Caught } from './caught.ts';
import {
  focusedElement,
  focusHeading,
  focusPosition,
  focusTwin,
  lostFocus,
  positionOf,
} from './dom-focus.ts';
import { addLiveRegion } from './dom-live-region.ts';
import { nameOfPart, stoppedWords } from './stopped-words.ts';

export interface AccessibleOptions {
  /**
   * Whether the focus moves to the fallback and back when the boundary removes the focused element. @default 'follow'
   */
  readonly focus?: 'follow' | 'leave';
  /** Whether a screen reader announces the fallback when it has no `role="alert"` of its own. @default 'alert' */
  readonly announce?: 'alert' | 'off';
}

/**
 * Tells every user that a part stopped. A screen reader reads it out. The focus goes from a lost element to the
 * heading of the fallback, stays on the retry button while retries fail, and returns to the element when it is back.
 * A focus outside of the boundary stays where it is. The fallback gets a `<div data-boundary>` around it.
 */
export function accessible(options: AccessibleOptions = {}): BoundaryPart {
  requireOptions('accessible', options, {
    focus: 'one of follow, leave?',
    announce: 'one of alert, off?',
  });

  const { focus = 'follow', announce = 'alert' } = options;
  return (boundary) => {
    const frame = createRef<HTMLDivElement>();
    const region = createRef<HTMLSpanElement>();
    let seen: Caught | null = null;
    let told: Caught | null = null;
    let live: HTMLElement | undefined;
    let hasCaught = false;
    let lost: HTMLElement | null = null;
    let focused: HTMLElement | null = null;
    let position = -1;

    function follow(caught: Caught | null): void {
      const isLost = lostFocus(focused);
      if (caught && !seen) lost = isLost ? focused : null;
      if (!isLost) return;
      if (!caught) {
        if (!focusTwin(lost)) region.current?.focus();
      } else if (!focusPosition(position, frame.current)) {
        // After a failed retry, React builds the whole fallback anew, and the focus returns to the same control.
        // The first time the fallback has no such control, so a screen reader begins at its heading.
        focusHeading(frame.current);
      }
    }

    function announceOnce(caught: Caught | null): void {
      // The region is on the page before its first text: a screen reader often skips one that comes with its text.
      live ??= addLiveRegion();
      if (caught === told) return;
      told = caught;
      const isSilent = caught && !frame.current?.querySelector('[role="alert"]');
      live.textContent = isSilent
        ? `${stoppedWords(boundary.name(), boundary.provided()?.messages)}.`
        : '';
    }

    return {
      before() {
        focused = focusedElement();
        position = positionOf(focused, frame.current);
      },
      after() {
        const caught = boundary.caught();
        if (announce === 'alert') announceOnce(caught);
        if (caught === seen) return;
        if (focus === 'follow') follow(caught);
        seen = caught;
        hasCaught ||= caught !== null;
      },
      left() {
        live?.remove();
        live = undefined;
        told = null;
      },
      frame(content) {
        const caught = boundary.caught();
        const name = boundary.name();
        const label = nameOfPart(name, boundary.provided()?.messages);
        return caught ? (
          <div ref={frame} data-boundary={name ?? ''} tabIndex={-1}>
            {content}
          </div>
        ) : (
          <>
            {hasCaught && (
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset would draw a box
              <span ref={region} role="group" aria-label={label} tabIndex={-1} />
            )}
            {content}
          </>
        );
      },
    };
  };
}
