'use client';
import type { Failure, Holdfast } from '@holdfast/core';
import { nextIncidentId, tell, type Severity } from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { Component, createRef, type ContextType, type ReactNode } from 'react';
import { HoldfastContext } from '../holdfast-context.ts';
import { DefaultFallback } from './default-fallback.tsx';
import {
  focusedElement,
  focusHeading,
  focusPosition,
  focusTwin,
  lostFocus,
  positionOf,
} from './dom-focus.ts';
import { toRenderFailure, type Caught } from './render-failure.ts';
import { SpokenNotice } from './spoken-notice.tsx';

/** Compared by `Object.is`; objects are left out, since one written inline is new in every render. */
export type ResetKey = string | number | bigint | boolean | null | undefined;

export type FallbackProps =
  | { readonly fallback: ReactNode; readonly renderFallback?: never }
  | {
      readonly fallback?: never;
      readonly renderFallback: (failure: Failure, retry: () => void) => ReactNode;
    }
  | { readonly fallback?: never; readonly renderFallback?: never };

export type ErrorBoundaryProps = FallbackProps & {
  /** What stands here, in the user's words; the default fallback and telemetry name it so. */
  readonly name: string;
  readonly children?: ReactNode;
  /** A change of one of these tries the children again: their cause may be gone. @default [] */
  readonly resetKeys?: readonly ResetKey[];
  /** Hears of each caught failure exactly once, root handlers or not. */
  readonly onReport?: (failure: Failure) => void;
  /** How much it matters when what is inside breaks. A thrown `Failure` keeps its own. @default 'critical' */
  readonly severity?: Severity;
};

interface State {
  readonly caught: Caught | null;
  /** The reset keys that `caught` was last held against. */
  readonly resetKeys: readonly ResetKey[];
}

/** Where the focus was before a change of the page. */
interface FocusBefore {
  readonly element: HTMLElement | null;
  /** Which control of the fallback it was, if one. */
  readonly position: number;
}

/**
 * Keeps what breaks inside from breaking what is outside, and offers a way back. It catches errors of
 * rendering, effects and transitions; not those of event handlers, timers or promises nobody renders.
 * Needs no provider. Below a `HoldfastProvider` or with `rootHandlers` it reports to telemetry too.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  static override readonly contextType: typeof HoldfastContext = HoldfastContext;
  declare readonly context: ContextType<typeof HoldfastContext>;

  override readonly state: State = { caught: null, resetKeys: this.props.resetKeys ?? [] };
  readonly #frame = createRef<HTMLDivElement>();
  readonly #region = createRef<HTMLSpanElement>();
  #failure: { readonly caught: Caught; readonly failure: Failure } | undefined;
  #reported: Caught | undefined;
  #lost: HTMLElement | null = null;

  static getDerivedStateFromError(thrown: unknown): Pick<State, 'caught'> {
    return { caught: { thrown, incidentId: nextIncidentId() } };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): State | null {
    const { resetKeys = [] } = props;
    return isChanged(state.resetKeys, resetKeys) ? { caught: null, resetKeys } : null;
  }

  override componentDidCatch(): void {
    const holdfast: Holdfast | undefined = this.context;
    this.report(holdfast?.sink, holdfast?.platform.now() ?? 0);
  }

  /** Tells of what is caught now, once. Root handlers come first; `componentDidCatch` finds it told. */
  report(sink: TelemetrySink | undefined, at: number): Failure | undefined {
    const { caught } = this.state;
    if (!caught) return undefined;
    const failure = this.#failureOf(caught);
    if (this.#reported === caught) return failure;
    this.#reported = caught;
    const { name, onReport } = this.props;
    const { incidentId } = failure;
    const event = { type: 'boundary.caught', at, incidentId, boundary: name } as const;
    // An exception of these functions would reach React and take down the page around the boundary.
    tell([() => sink?.({ ...event, failure: failure.toJSON() }), () => onReport?.(failure)]);
    return failure;
  }

  override getSnapshotBeforeUpdate(): FocusBefore {
    const element = focusedElement();
    return { element, position: positionOf(element, this.#frame.current) };
  }

  override componentDidUpdate(
    _before: ErrorBoundaryProps,
    previous: State,
    { element, position }: FocusBefore,
  ): void {
    const { caught } = this.state;
    if (caught === previous.caught) return;
    const isLost = lostFocus(element);
    if (caught && !previous.caught) this.#lost = isLost ? element : null;
    if (!isLost) return;
    if (!caught) {
      if (!focusTwin(this.#lost)) this.#region.current?.focus();
    } else if (!focusPosition(position, this.#frame.current)) {
      // Tried again in vain, React builds the whole fallback anew, the way back included; else there
      // was none, and the fallback is read from its heading.
      focusHeading(this.#frame.current);
    }
  }

  readonly #retry = (): void => this.setState({ caught: null });

  #failureOf(caught: Caught): Failure {
    if (this.#failure?.caught !== caught) {
      const { severity = 'critical' } = this.props;
      this.#failure = { caught, failure: toRenderFailure(caught, severity) };
    }
    return this.#failure.failure;
  }

  override render(): ReactNode {
    const { caught } = this.state;
    const { children, name } = this.props;
    if (!caught) {
      return (
        <>
          {this.#reported && (
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset would draw a box
            <span key="region" ref={this.#region} role="group" aria-label={name} tabIndex={-1} />
          )}
          {children}
        </>
      );
    }
    return (
      <div ref={this.#frame} data-boundary={name} tabIndex={-1}>
        {this.#fallback(this.#failureOf(caught))}
      </div>
    );
  }

  #fallback(failure: Failure): ReactNode {
    const { name, fallback, renderFallback } = this.props;
    if (!renderFallback && fallback === undefined) {
      return <DefaultFallback name={name} failure={failure} retry={this.#retry} />;
    }
    return (
      <>
        <SpokenNotice name={name} />
        {renderFallback ? renderFallback(failure, this.#retry) : fallback}
      </>
    );
  }
}

function isChanged(before: readonly ResetKey[], now: readonly ResetKey[]): boolean {
  return before.length !== now.length || now.some((key, index) => !Object.is(key, before[index]));
}
