'use client';
import type { Failure } from '@holdfast/core';
import { requireOptions, tell } from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import {
  Component,
  createElement,
  type ContextType,
  type ErrorInfo,
  type ReactElement,
  type ReactNode,
} from 'react';
import { HoldfastContext } from '../holdfast-context.ts';
import type { BoundaryHandle, BoundaryWork } from './boundary-part.ts';
import type { ErrorBoundaryProps, FallbackProps } from './boundary-props.ts';
import type { Caught } from './caught.ts';
import { ErrorBoundaryContext, type ErrorBoundaryContextType } from './error-boundary-context.ts';
import type { Reporting } from './reporting.ts';
import { failureOfThrown, isFirstToReport } from './thrown.ts';

interface State {
  readonly didCatch: boolean;
  readonly error: unknown;
  readonly caught: Caught | null;
}

const NOTHING: State = { didCatch: false, error: null, caught: null };
const NO_PARTS: readonly BoundaryWork[] = [];

/**
 * Shows a fallback in place of its children when one of them throws; the rest of the page goes on working. It takes
 * the place of the boundary of react-error-boundary 6. It catches errors of rendering, of effects and of transitions.
 * It does not catch errors of event handlers, of timers, or of promises that React does not render: `useErrorHandler`
 * and `useErrorBoundary` bring these here. It needs no provider. Below a `HoldfastProvider`, or with `rootHandlers`,
 * it also reports to telemetry. `parts` add further abilities.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> implements Reporting {
  static override readonly contextType: typeof HoldfastContext = HoldfastContext;
  declare readonly context: ContextType<typeof HoldfastContext>;

  readonly #parts: readonly BoundaryWork[];
  #value: ErrorBoundaryContextType;
  #reported: Caught | undefined;

  constructor(props: ErrorBoundaryProps) {
    super(props);
    // Only what Holdfast adds: the other props are those of react-error-boundary, which takes them as they come.
    requireOptions<Pick<ErrorBoundaryProps, 'name' | 'severity' | 'onReport' | 'parts'>>(
      'ErrorBoundary',
      props,
      {
        name: 'a text?',
        severity: 'one of critical, warning, info, debug?',
        onReport: 'a function?',
        parts: 'a list of functions?',
      },
    );

    this.state = NOTHING;
    this.resetErrorBoundary = this.resetErrorBoundary.bind(this);
    const { resetErrorBoundary } = this;
    this.#value = { didCatch: false, error: null, resetErrorBoundary };
    this.#parts = props.parts?.map((part) => part(this.#handle())) ?? NO_PARTS;
  }

  static getDerivedStateFromError(error: unknown): State {
    return { didCatch: true, error, caught: { error } };
  }

  /** Renders the children again. Does nothing while they are shown. */
  resetErrorBoundary(...args: unknown[]): void {
    if (!this.state.didCatch) return;
    this.props.onReset?.({ reason: 'imperative-api', args });
    this.setState(NOTHING);
  }

  override componentDidMount(): void {
    this.#after();
  }

  override getSnapshotBeforeUpdate(): null {
    for (const { before } of this.#parts) before?.();
    return null;
  }

  override componentDidUpdate({ resetKeys: prev }: ErrorBoundaryProps, before: State): void {
    const { resetKeys: next, onReset } = this.props;
    // The change that broke the children must not reset them at once.
    if (this.state.didCatch && before.didCatch && isChanged(prev, next)) {
      onReset?.({ reason: 'keys', prev, next });
      // oxlint-disable-next-line react/no-did-update-set-state -- after `onReset`, which may mend the cause
      this.setState(NOTHING);
    }
    this.#after();
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const holdfast = this.context?.holdfast;
    this.reportToHoldfast(holdfast?.sink, holdfast?.platform.now() ?? 0);
    this.props.onError?.(error, info);
  }

  override componentWillUnmount(): void {
    for (const { left } of this.#parts) left?.();
  }

  /** Root handlers call it before `componentDidCatch`, which then finds the error already reported. */
  reportToHoldfast(sink: TelemetrySink | undefined, at: number): void {
    const { caught } = this.state;
    const { name: boundary = 'unnamed', onReport } = this.props;
    if (!caught || this.#reported === caught || !(sink || onReport)) return;
    this.#reported = caught;
    const failure = this.#failureOf(caught);
    if (this.#parts.some(({ isKnown }) => isKnown?.(failure))) return;
    const { incidentId } = failure;
    const toTelemetry = (): void =>
      sink?.({ type: 'boundary.caught', at, incidentId, boundary, failure: failure.toJSON() });
    const isFirst = isFirstToReport(caught.error, failure, this);
    // An exception of these functions would reach React and take down the page around the boundary.
    tell([...(isFirst ? [toTelemetry] : []), () => onReport?.(failure)]);
  }

  override render(): ReactElement {
    const { didCatch, error } = this.state;
    const { resetErrorBoundary } = this;
    let content = this.#content();
    for (const { frame } of this.#parts) if (frame) content = frame(content);
    // The same object as long as its content is the same, so that its readers render only when it changes.
    if (didCatch !== this.#value.didCatch || !Object.is(error, this.#value.error)) {
      this.#value = { didCatch, error, resetErrorBoundary };
    }
    return createElement(ErrorBoundaryContext.Provider, { value: this.#value }, content);
  }

  #content(): ReactNode {
    const { caught, error } = this.state;
    const { children, fallbackRender, FallbackComponent, fallback, name, parts } = this.props;
    if (!caught) return children;
    if (this.#parts.some(({ passes }) => passes?.(caught))) throw error;
    let props: FallbackProps = { error, resetErrorBoundary: this.resetErrorBoundary };
    if (name !== undefined || parts) {
      props = Object.assign(
        { name, failure: this.#failureOf(caught), ...props },
        ...this.#parts.map(({ facts }) => facts?.()),
      ) as FallbackProps;
    }
    if (typeof fallbackRender === 'function') return fallbackRender(props);
    if (FallbackComponent) return createElement(FallbackComponent, props);
    if ('fallback' in this.props) return fallback;
    throw error;
  }

  #failureOf(caught: Caught): Failure {
    if (caught.failure) return caught.failure;
    let failure = failureOfThrown(caught.error, this.props.severity);
    for (const { rename } of this.#parts) if (rename) failure = rename(failure);
    return (caught.failure = failure);
  }

  #after(): void {
    for (const { after } of this.#parts) after?.();
  }

  #handle(): BoundaryHandle {
    return {
      name: () => this.props.name,
      provided: () => this.context,
      caught: () => this.state.caught,
      failureOf: (caught) => this.#failureOf(caught),
      reset: this.resetErrorBoundary,
      refresh: () => this.forceUpdate(),
    };
  }
}

const NO_KEYS: unknown[] = [];

function isChanged(before = NO_KEYS, now = NO_KEYS): boolean {
  return before.length !== now.length || before.some((key, index) => !Object.is(key, now[index]));
}
