'use client';
import type { Failure } from '@holdfast/core';
import { boundaryWords } from '@holdfast/core/messages';
import { tell, type Severity } from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { Component, createRef, type ContextType, type ReactNode } from 'react';
import { HoldfastContext } from '../holdfast-context.ts';
import { UNSEEN } from '../unseen.ts';
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
  /** The name of the part, as the user knows it. The default fallback shows it, and telemetry reports it. */
  readonly name: string;
  readonly children?: ReactNode;
  /** A change of one of these renders the children again, because the cause may be gone. @default [] */
  readonly resetKeys?: readonly ResetKey[];
  /** Called once with each caught failure, with and without root handlers. */
  readonly onReport?: (failure: Failure) => void;
  /** The severity of a failure inside. A thrown `Failure` keeps its own. @default 'critical' */
  readonly severity?: Severity;
};

interface State {
  readonly caught: Caught | null;
  /** The reset keys that `caught` was last held against. */
  readonly resetKeys: readonly ResetKey[];
  /** What a fallback without an alert of its own shows; the boundary reads it out. */
  readonly silent?: Caught | null;
}

/** Where the focus was before a change of the page. */
interface FocusBefore {
  readonly element: HTMLElement | null;
  /** Which control of the fallback it was, if one. */
  readonly position: number;
}

/**
 * Shows a fallback with a retry when a component inside fails; the rest of the page goes on working. It catches
 * errors of rendering, of effects and of transitions. It does not catch errors of event handlers, of timers, or of
 * promises that React does not render. It needs no provider. Below a `HoldfastProvider` or with `rootHandlers` it
 * also reports to telemetry.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  static override readonly contextType: typeof HoldfastContext = HoldfastContext;
  declare readonly context: ContextType<typeof HoldfastContext>;

  override readonly state: State = { caught: null, resetKeys: this.props.resetKeys ?? [] };
  readonly #frame = createRef<HTMLDivElement>();
  readonly #region = createRef<HTMLSpanElement>();
  #reported: Caught | undefined;
  #lost: HTMLElement | null = null;

  static getDerivedStateFromError(thrown: unknown): Pick<State, 'caught'> {
    return { caught: { thrown } };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): Partial<State> | null {
    const { resetKeys = [] } = props;
    return isChanged(state.resetKeys, resetKeys) ? { caught: null, resetKeys } : null;
  }

  override componentDidCatch(): void {
    const holdfast = this.context?.holdfast;
    this.report(holdfast?.sink, holdfast?.platform.now() ?? 0);
    const isSpoken = this.#frame.current?.querySelector('[role="alert"]');
    if (!isSpoken) this.setState(({ caught }) => ({ silent: caught }));
  }

  /** Reports the caught error, once. Root handlers call it first, and `componentDidCatch` finds it reported. */
  report(sink: TelemetrySink | undefined, at: number): void {
    const { caught } = this.state;
    if (!caught || this.#reported === caught) return;
    this.#reported = caught;
    const failure = this.#failureOf(caught);
    const { name, onReport } = this.props;
    const { incidentId } = failure;
    const toTelemetry = (): void =>
      sink?.({
        type: 'boundary.caught',
        at,
        incidentId,
        boundary: name,
        failure: failure.toJSON(),
      });
    // An exception of these functions would reach React and take down the page around the boundary.
    tell([toTelemetry, () => onReport?.(failure)]);
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
      // After a retry in vain, React builds the whole fallback anew, and the focus returns to the same control. The
      // first time the fallback has no such control, so a screen reader begins at its heading.
      focusHeading(this.#frame.current);
    }
  }

  readonly #retry = (): void => this.setState({ caught: null });

  #failureOf(caught: Caught): Failure {
    return (caught.failure ??= toRenderFailure(caught, this.props.severity));
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
        {this.#fallback(caught)}
      </div>
    );
  }

  #fallback(caught: Caught): ReactNode {
    const failure = this.#failureOf(caught);
    const { name, fallback, renderFallback } = this.props;
    const { silent } = this.state;
    const words = { ...boundaryWords, ...this.context?.messages?.boundary };
    const stopped = words.stopped.replace('{name}', () => name);
    if (!renderFallback && fallback === undefined) {
      return <DefaultFallback {...{ name, stopped, words, failure }} retry={this.#retry} />;
    }
    return (
      <>
        {silent === caught && <span role="alert" style={UNSEEN}>{`${stopped}.`}</span>}
        {renderFallback ? renderFallback(failure, this.#retry) : fallback}
      </>
    );
  }
}

function isChanged(before: readonly ResetKey[], now: readonly ResetKey[]): boolean {
  return before.length !== now.length || now.some((key, index) => !Object.is(key, before[index]));
}
