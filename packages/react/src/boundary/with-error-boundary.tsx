'use client';
import {
  createElement,
  forwardRef,
  type ComponentProps,
  type ComponentRef,
  type ComponentType,
  type ForwardRefExoticComponent,
  type JSX,
  type PropsWithoutRef,
  type RefAttributes,
} from 'react';
import type { ErrorBoundaryProps } from './boundary-props.ts';
import { ErrorBoundary } from './error-boundary.tsx';

/** A component that brings its own boundary. A ref goes to the component itself. */
// oxlint-disable-next-line typescript/no-explicit-any -- a component of any props, as React's own types say it
export function withErrorBoundary<Type extends ComponentType<any>>(
  Wrapped: Type,
  errorBoundaryProps: ErrorBoundaryProps,
): ForwardRefExoticComponent<
  PropsWithoutRef<JSX.LibraryManagedAttributes<Type, ComponentProps<Type>>> &
    RefAttributes<ComponentRef<Type>>
> {
  const WithBoundary = forwardRef<unknown, object>((props, ref) =>
    createElement(
      ErrorBoundary,
      errorBoundaryProps,
      createElement(Wrapped as ComponentType<object>, { ...props, ref } as object),
    ),
  );
  WithBoundary.displayName = `withErrorBoundary(${Wrapped.displayName || Wrapped.name || 'Unknown'})`;
  return WithBoundary as never;
}
