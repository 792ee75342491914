// The same table of behaviours for react-error-boundary and for the boundary that takes its place.
import * as ours from '@holdfast/react/boundary';
import { act, cleanup, render } from '@testing-library/react';
import {
  Component,
  createRef,
  memo,
  useContext,
  useEffect,
  useTransition,
  version,
  type ComponentType,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as theirs from 'react-error-boundary';

type Library = Pick<
  typeof theirs,
  'ErrorBoundaryContext' | 'getErrorMessage' | 'useErrorBoundary' | 'withErrorBoundary'
> & { readonly ErrorBoundary: ComponentType<Props> };
type Props = Partial<
  Omit<ours.ErrorBoundaryPropsWithRender, 'fallback' | 'FallbackComponent' | 'fallbackRender'>
> & {
  readonly fallback?: unknown;
  readonly FallbackComponent?: unknown;
  readonly fallbackRender?: unknown;
  readonly ref?: RefObject<Instance | null>;
};
type Called = (...args: unknown[]) => void;
type Instance = Component & Pick<ours.FallbackProps, 'resetErrorBoundary'>;

let trouble: { readonly thrown: unknown } | undefined;
afterEach(() => {
  trouble = undefined;
  cleanup();
});
const breaking = (thrown: unknown): void => {
  trouble = { thrown };
};
function Widget(): ReactNode {
  if (trouble) throw trouble.thrown;
  return 'content';
}
const error = new Error('broken');

function failingFallback(): never {
  throw new Error('of the fallback');
}
function Late(): null {
  useEffect(() => {
    throw error;
  }, []);
  return null;
}

/** React 18 has no such option, and writes nothing about an error that a listener of the window takes. */
const quiet = { onCaughtError: () => {} };
const show = (page: ReactElement): ReturnType<typeof render> => render(page, quiet);
const isReact18 = version.startsWith('18');
if (isReact18) window.addEventListener('error', (event) => event.preventDefault());

const libraries: readonly (readonly [string, Library])[] = [
  // Node loads this package itself, with the React 19 of the project.
  ...(isReact18 ? [] : [['react-error-boundary', theirs as unknown as Library] as const]),
  ['@holdfast/react/boundary', ours as unknown as Library],
];
/** React 18 itself breaks on these values in its development build, because it reads their stack. */
const nothing = isReact18 ? [] : [null, undefined];

describe.each(libraries)('%s', (_, library) => {
  const { ErrorBoundary, ErrorBoundaryContext, getErrorMessage } = library;
  const { useErrorBoundary, withErrorBoundary } = library;

  const boundary = (props: Props, children: ReactNode = <Widget />): ReactElement => (
    <ErrorBoundary {...props}>{children}</ErrorBoundary>
  );
  /** A boundary that the test resets from outside. */
  const withReset = (props: Props = {}) => {
    const ref = createRef<Instance>();
    const view = show(boundary({ fallback: 'fallback', ...props, ref }));
    const reset = (...args: unknown[]): void => act(() => ref.current?.resetErrorBoundary(...args));
    return { ref, reset, text: () => view.container.textContent, view };
  };
  /** A broken boundary, and how often it was reset by keys. */
  const withKeys = (first: unknown[] | undefined) => {
    breaking(error);
    const onReset = vi.fn<Called>();
    const page = (keys: unknown[] | undefined): ReactElement =>
      boundary({ fallback: 'fallback', onReset, ...(keys && { resetKeys: keys }) });
    const view = show(page(first));
    return { onReset, change: (keys?: unknown[]) => view.rerender(page(keys)) };
  };

  it('renders its children and adds no element', () => {
    const { container } = show(boundary({ fallback: null }, <p>one</p>));
    expect(container.innerHTML).toBe('<p>one</p>');
    expect(show(boundary({ fallback: null }, null)).container.innerHTML).toBe('');
  });

  it.each<[string, Props, string]>([
    ['an element', { fallback: <b>gone</b> }, '<b>gone</b>'],
    ['`null`, which shows nothing', { fallback: null }, ''],
    ['`undefined`, which shows nothing', { fallback: undefined }, ''],
    ['a component', { FallbackComponent: () => <i>gone</i> }, '<i>gone</i>'],
    ['a function', { fallbackRender: () => <u>gone</u> }, '<u>gone</u>'],
  ])('shows a fallback that is %s', (_kind, props, html) => {
    breaking(error);
    expect(show(boundary(props)).container.innerHTML).toBe(html);
  });

  it.each<[string, Props]>([
    [
      'render',
      { fallbackRender: () => 'render', FallbackComponent: () => 'component', fallback: 'element' },
    ],
    ['component', { FallbackComponent: () => 'component', fallback: 'element' }],
    ['component', { fallbackRender: 'no function', FallbackComponent: () => 'component' }],
    ['element', { fallbackRender: undefined, FallbackComponent: undefined, fallback: 'element' }],
  ])('takes `%s` of several fallbacks', (text, props) => {
    breaking(error);
    expect(show(boundary(props)).container.textContent).toBe(text);
  });

  it('gives a fallback the error and the reset, and nothing else', () => {
    breaking(error);
    const fallbackRender = vi.fn<(props: ours.FallbackProps) => null>(() => null);
    const FallbackComponent = vi.fn<(props: ours.FallbackProps) => null>(() => null);
    show(boundary({ fallbackRender }));
    show(boundary({ FallbackComponent }));
    const props = { error, resetErrorBoundary: expect.any(Function) as unknown };
    expect(fallbackRender.mock.lastCall).toEqual([props]);
    expect((FallbackComponent.mock.lastCall as unknown[] | undefined)?.[0]).toEqual(props);
  });

  it.each([...nothing, 0, '', false, Number.NaN, 'text', Symbol.for('s'), { a: 1 }])(
    'catches %s as it was thrown',
    (thrown) => {
      breaking(thrown);
      const onError = vi.fn<Called>();
      const seen: unknown[] = [];
      show(
        boundary({
          onError,
          fallbackRender: (props: ours.FallbackProps) => seen.push(props.error) && 'fallback',
        }),
      );
      expect(Object.is(seen.at(-1), thrown)).toBe(true);
      expect(Object.is(onError.mock.lastCall?.[0], thrown)).toBe(true);
      expect(onError).toHaveBeenCalledTimes(1);
    },
  );

  it('throws the original value on when it has no fallback', () => {
    breaking(error);
    const outer = vi.fn<Called>();
    const inner = vi.fn<Called>();
    const page = boundary(
      { onError: outer, fallbackRender: (props: ours.FallbackProps) => String(props.error) },
      boundary({ onError: inner }),
    );
    expect(show(page).container.textContent).toBe('Error: broken');
    expect(outer.mock.calls).toEqual([[error, expect.anything()]]);
    expect(outer.mock.lastCall?.[0]).toBe(error);
    expect(inner).not.toHaveBeenCalled();
  });

  it('lets the root have the original value when no boundary has a fallback', () => {
    breaking(error);
    expect(() => show(boundary({}))).toThrow(error);
  });

  it('throws an error of its fallback to the boundary above', () => {
    breaking(error);
    const page = boundary(
      { fallbackRender: (props: ours.FallbackProps) => getErrorMessage(props.error) },
      boundary({ fallbackRender: failingFallback }),
    );
    expect(show(page).container.textContent).toBe('of the fallback');
  });

  it('tells `onError` of an error once, with the stack of components', () => {
    breaking(error);
    const onError = vi.fn<Called>();
    show(boundary({ fallback: null, onError }));
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError).toHaveBeenCalledWith(error, {
      componentStack: expect.stringContaining('Widget') as unknown,
    });
  });

  it('catches an error of an effect', () => {
    expect(show(boundary({ fallback: 'fallback' }, <Late />)).container.textContent).toBe(
      'fallback',
    );
  });

  it.skipIf(isReact18)('catches an error of an async transition', async () => {
    let start!: () => void;
    function Starter(): ReactNode {
      const [, begin] = useTransition();
      useEffect(() => {
        start = () =>
          begin(async () => {
            throw error;
          });
      }, [begin]);
      return 'content';
    }
    const { container } = show(boundary({ fallback: 'fallback' }, <Starter />));
    await act(async () => start());
    expect(container.textContent).toBe('fallback');
  });

  it('renders its children again on reset, and gives `onReset` the arguments', () => {
    breaking(error);
    const onReset = vi.fn<Called>();
    const { reset, text } = withReset({ onReset });
    trouble = undefined;
    reset('abc', 123);
    expect(text()).toBe('content');
    expect(onReset.mock.calls).toEqual([[{ reason: 'imperative-api', args: ['abc', 123] }]]);
  });

  it('does nothing on a reset while it shows its children', () => {
    const onReset = vi.fn<Called>();
    const { reset, text } = withReset({ onReset });
    reset();
    expect(onReset).not.toHaveBeenCalled();
    expect(text()).toBe('content');
  });

  it('calls `onReset` before it renders the children, while the fallback is still shown', () => {
    breaking(error);
    const seen: unknown[] = [];
    const { ref, reset, text, view } = withReset({
      onReset: () => {
        trouble = undefined;
        seen.push(ref.current?.state, view.container.textContent);
      },
    });
    reset();
    expect(seen).toEqual([expect.objectContaining({ didCatch: true, error }), 'fallback']);
    expect(text()).toBe('content');
  });

  it('stays as it is when `onReset` throws, and the caller of the reset gets the exception', () => {
    breaking(error);
    const { ref, text } = withReset({
      onReset: () => {
        throw new Error('of the app');
      },
    });
    expect(() => ref.current?.resetErrorBoundary()).toThrow('of the app');
    expect(text()).toBe('fallback');
  });

  it('has a reset that needs no `this`, and stays the same function', () => {
    breaking(error);
    const resets: (() => void)[] = [];
    const fallbackRender = ({ resetErrorBoundary }: ours.FallbackProps): null => {
      resets.push(resetErrorBoundary);
      return null;
    };
    const { ref, view } = withReset({ fallbackRender });
    const before = resets.at(-1);
    view.rerender(boundary({ fallbackRender, ref }));
    expect(resets.at(-1)).toBe(before);
    trouble = undefined;
    act(() => before?.());
    expect(view.container.textContent).toBe('content');
  });

  it('catches again when the children break again after a reset', () => {
    breaking(error);
    const onError = vi.fn<Called>();
    const { reset, text } = withReset({ onError });
    reset();
    reset();
    expect(text()).toBe('fallback');
    expect(onError).toHaveBeenCalledTimes(3);
  });

  it.each<[unknown[] | undefined, unknown[] | undefined]>([
    [[1], [2]],
    [[0], [-0]],
    [[1], [1, 2]],
    [[1, 2], [1]],
    [
      [1, 2],
      [2, 1],
    ],
    [undefined, [1]],
    [[1], undefined],
    [[{}], [{}]],
    [[undefined], [null]],
  ])('resets when its keys change from %j to %j, and tells both', (prev, next) => {
    const { onReset, change } = withKeys(prev);
    change(next);
    expect(onReset.mock.calls).toEqual([[{ reason: 'keys', prev, next }]]);
  });

  const same = { the: 'same' };
  it.each<[unknown[] | undefined, unknown[] | undefined]>([
    [[1], [1]],
    [[Number.NaN], [Number.NaN]],
    [
      [same, 'a'],
      [same, 'a'],
    ],
    [undefined, []],
    [[], undefined],
  ])('does not reset when its keys were %j and are %j', (prev, next) => {
    const { onReset, change } = withKeys(prev);
    change(next);
    expect(onReset).not.toHaveBeenCalled();
  });

  it('does not reset by the change of the key that broke its children', () => {
    const onReset = vi.fn<Called>();
    const page = (key: number): ReactElement =>
      boundary({ fallback: 'fallback', onReset, resetKeys: [key] });
    const { container, rerender } = show(page(1));
    rerender(page(2));
    breaking(error);
    rerender(page(3));
    expect(container.textContent).toBe('fallback');
    expect(onReset).not.toHaveBeenCalled();
    trouble = undefined;
    rerender(page(4));
    expect(container.textContent).toBe('content');
    expect(onReset).toHaveBeenCalledTimes(1);
  });

  it('resets once for a change of a key, also when the children break again', () => {
    const { onReset, change } = withKeys([1]);
    change([2]);
    change([2]);
    expect(onReset).toHaveBeenCalledTimes(1);
  });

  it('tells its state through the context, and through a ref', () => {
    const seen: unknown[] = [];
    const Reader = (): null => {
      seen.push(useContext(ErrorBoundaryContext));
      return null;
    };
    const resetErrorBoundary = expect.any(Function) as unknown;
    show(boundary({ fallback: null }, <Reader />));
    expect(seen.at(-1)).toEqual({ didCatch: false, error: null, resetErrorBoundary });
    breaking(0);
    const { ref } = withReset({ fallback: <Reader /> });
    expect(seen.at(-1)).toEqual({ didCatch: true, error: 0, resetErrorBoundary });
    expect(ref.current?.state).toMatchObject({ didCatch: true, error: 0 });
  });

  it('does not render the readers of its context when it is only rendered again', () => {
    const values: unknown[] = [];
    const Reader = memo(() => {
      values.push(useContext(ErrorBoundaryContext));
      return null;
    });
    const reader = <Reader />;
    const { rerender } = show(boundary({ fallback: 'one' }, reader));
    const before = values.length;
    rerender(boundary({ fallback: 'two' }, reader));
    rerender(boundary({ fallback: 'three' }, reader));
    expect(values).toHaveLength(before);
  });

  describe('useErrorBoundary', () => {
    let api: ours.UseErrorBoundaryApi;
    const Asker = ({ text }: { readonly text?: string }): ReactNode => {
      const asked = useErrorBoundary();
      useEffect(() => {
        api = asked;
      });
      return text ?? 'asker';
    };

    it('throws outside of a boundary', () => {
      expect(() => render(<Asker />)).toThrow('ErrorBoundaryContext not found');
      const foreign = {} as ours.ErrorBoundaryContextType;
      expect(() =>
        render(
          <ErrorBoundaryContext.Provider value={foreign}>
            <Asker />
          </ErrorBoundaryContext.Provider>,
        ),
      ).toThrow('ErrorBoundaryContext not found');
    });

    it.each([...nothing, error, 0, ''])('shows %s in the nearest boundary', (shown) => {
      const seen: unknown[] = [];
      const onError = vi.fn<Called>();
      const fallbackRender = (props: ours.FallbackProps): ReactNode => {
        seen.push(props.error);
        return <Asker text="fallback" />;
      };
      const outer = vi.fn<Called>();
      const { container } = show(
        boundary(
          { fallback: null, onError: outer },
          boundary({ fallbackRender, onError }, <Asker />),
        ),
      );
      expect(api.error).toBeNull();
      act(() => api.showBoundary(shown));
      expect(container.textContent).toBe('fallback');
      expect(api.error).toBe(shown);
      expect(seen.at(-1)).toBe(shown);
      expect(onError.mock.lastCall?.[0]).toBe(shown);
      expect(outer).not.toHaveBeenCalled();
      act(() => api.resetBoundary());
      expect(container.textContent).toBe('asker');
    });

    it('resets without arguments', () => {
      breaking(error);
      const onReset = vi.fn<Called>();
      show(boundary({ fallbackRender: () => <Asker />, onReset }));
      trouble = undefined;
      const handler: Called = api.resetBoundary;
      act(() => handler('an event'));
      expect(onReset).toHaveBeenCalledWith({ reason: 'imperative-api', args: [] });
    });

    it('gives the same functions as long as the error is the same', () => {
      const { rerender } = show(boundary({ fallback: null }, <Asker text="one" />));
      const first = api;
      rerender(boundary({ fallback: null }, <Asker text="two" />));
      expect(api).toBe(first);
    });
  });

  const named = (wrapped: ComponentType): string | undefined =>
    withErrorBoundary(wrapped, { fallback: null }).displayName;

  describe('withErrorBoundary', () => {
    it('names the component that it makes', () => {
      expect(named(Widget)).toBe('withErrorBoundary(Widget)');
      expect(named(Object.assign(() => null, { displayName: 'Shown' }))).toBe(
        'withErrorBoundary(Shown)',
      );
      expect(named(() => null)).toBe('withErrorBoundary(Unknown)');
    });

    it('catches errors of the component, and hands props and ref to it', () => {
      class Inner extends Component<{ readonly text: string }> {
        hello = (): string => this.props.text;
        override render(): ReactNode {
          return <Widget />;
        }
      }
      const Guarded = withErrorBoundary(Inner, { fallback: 'fallback' });
      const ref = createRef<Inner>();
      const { container, unmount } = show(<Guarded text="hi" ref={ref} />);
      expect(ref.current?.hello()).toBe('hi');
      expect(container.textContent).toBe('content');
      unmount();
      breaking(error);
      expect(show(<Guarded text="hi" ref={ref} />).container.textContent).toBe('fallback');
      expect(ref.current).toBeNull();
    });
  });

  it.each([
    [new Error('an error'), 'an error'],
    ['a text', 'a text'],
    ['', ''],
    [{ message: 'like an error' }, 'like an error'],
    [{ message: 1 }, undefined],
    [Object.assign(() => {}, { message: 'a function' }), undefined],
    [null, undefined],
    [undefined, undefined],
    [5, undefined],
  ])('reads the message of %s', (thrown, message) => {
    expect(getErrorMessage(thrown)).toBe(message);
  });

  it('renders its children on a server, and catches nothing there', () => {
    expect(renderToString(boundary({ fallback: null }, <p>one</p>))).toBe('<p>one</p>');
    breaking(error);
    expect(() => renderToString(boundary({ fallback: 'fallback' }))).toThrow(error);
  });
});
