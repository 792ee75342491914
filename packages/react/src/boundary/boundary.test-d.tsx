import { ErrorBoundary, type FallbackProps } from '@holdfast/react';
import * as ours from '@holdfast/react/boundary';
import { createRef, type ComponentType } from 'react';
import type * as theirs from 'react-error-boundary';
import * as their from 'react-error-boundary';

/** Each type is assignable to the other. */
type Both<TOurs extends TTheirs, TTheirs extends TBack, TBack = TOurs> = [TOurs, TTheirs];

declare const props: Both<ours.ErrorBoundaryProps, theirs.ErrorBoundaryProps>;
declare const withComponent: Both<
  ours.ErrorBoundaryPropsWithComponent,
  theirs.ErrorBoundaryPropsWithComponent
>;
declare const withFallback: Both<
  ours.ErrorBoundaryPropsWithFallback,
  theirs.ErrorBoundaryPropsWithFallback
>;
declare const withRender: Both<
  ours.ErrorBoundaryPropsWithRender,
  theirs.ErrorBoundaryPropsWithRender
>;
declare const fallback: Both<ours.FallbackProps, theirs.FallbackProps>;
declare const context: Both<ours.ErrorBoundaryContextType, theirs.ErrorBoundaryContextType>;
declare const api: Both<ours.UseErrorBoundaryApi, theirs.UseErrorBoundaryApi>;
declare const callback: Both<ours.OnErrorCallback, theirs.OnErrorCallback>;
export const types = { props, withComponent, withFallback, withRender, fallback, context, api };
export const more = { callback };

// Each function is assignable to the other, in both directions.
export const asTheirs: Omit<typeof their, 'ErrorBoundary'> = ours;
export const asOurs: Pick<
  typeof ours,
  'ErrorBoundaryContext' | 'getErrorMessage' | 'useErrorBoundary' | 'withErrorBoundary'
> = their;
export const component: ComponentType<theirs.ErrorBoundaryProps> = ours.ErrorBoundary;
export const back: ComponentType<ours.ErrorBoundaryProps> = their.ErrorBoundary;

// Code of an app that changes nothing but the import.
function Fallback({ error, resetErrorBoundary }: FallbackProps) {
  return <button onClick={resetErrorBoundary}>{ours.getErrorMessage(error)}</button>;
}
function TheirFallback({ error }: theirs.FallbackProps) {
  return <p>{String(error)}</p>;
}
const boundary = createRef<ErrorBoundary>();
boundary.current?.resetErrorBoundary('any', 1);
class Titled extends ErrorBoundary {}
function Greeting(greeted: { readonly name: string }) {
  return greeted.name;
}
const Guarded = ours.withErrorBoundary(Greeting, { FallbackComponent: Fallback });

export const accepted = (
  <>
    <ErrorBoundary ref={boundary} fallback={null} resetKeys={[{}, [], () => {}, 1, null]} />
    <ErrorBoundary FallbackComponent={Fallback} onError={(_, info) => info.componentStack} />
    <ErrorBoundary FallbackComponent={TheirFallback} />
    <Titled
      fallbackRender={({ error }) => String(error)}
      onReset={(details) => {
        if (details.reason === 'keys') details.next satisfies unknown[] | undefined;
        // There are two reasons and no third: automatic retries are calls of the imperative interface.
        else details.args satisfies unknown[];
      }}
    />
    <Guarded name="Ada" />
    <Fallback error="shown in a story" resetErrorBoundary={() => {}} />
    <ErrorBoundary
      name="Notes"
      severity="info"
      fallbackRender={({ failure, retry }) =>
        retry?.kind === 'planned' ? retry.retryAt : failure?.incidentId
      }
      parts={[
        ours.autoRetry({ maxRetries: 2 }),
        ours.escalateAfter({ errors: 3 }),
        ours.passControlFlow,
        ours.accessible(),
        ours.keepDrafts(),
      ]}
    />
  </>
);

export const refused = (
  <>
    {/* @ts-expect-error a boundary has a fallback */}
    <ErrorBoundary name="None" />
    {/* @ts-expect-error one fallback, not two */}
    <ErrorBoundary fallback={<p />} fallbackRender={() => <p />} />
    {/* @ts-expect-error one fallback, not two */}
    <ErrorBoundary FallbackComponent={Fallback} fallbackRender={() => <p />} />
    {/* @ts-expect-error the fallback gets an error of any type */}
    <ErrorBoundary fallbackRender={({ error }) => error.message} />
    {/* @ts-expect-error a fallback component of other props */}
    <ErrorBoundary FallbackComponent={Greeting} />
    {/* @ts-expect-error a function such as `autoRetry` makes the part */}
    <ErrorBoundary fallback={null} parts={[ours.autoRetry]} />
    {/* @ts-expect-error keys come in an array */}
    <ErrorBoundary fallback={null} resetKeys="key" />
    {/* @ts-expect-error the guarded component keeps its props */}
    <Guarded name={1} />
    {/* @ts-expect-error only a planned retry has a time */}
    <ErrorBoundary name="Notes" fallbackRender={({ retry }) => retry?.retryAt} />
    {/* @ts-expect-error a count is needed */}
    <ErrorBoundary fallback={null} parts={[ours.escalateAfter({})]} />
  </>
);
