'use client';
import type { FieldIssue } from '@holdfast/core';
import { summaryWords, type Messages } from '@holdfast/core/messages';
import { requireOptions } from '@holdfast/core/parts';
import { useEffect, useId, useRef, type ReactElement } from 'react';
import {
  useFormState,
  type Control,
  type FieldPath,
  type FieldValues,
  type UseFormSetFocus,
} from 'react-hook-form';
import { prefixTitle } from './dom-title-prefix.ts';
import { errorsIn } from './errors-in.ts';

/** The part of a resilient form that the summary works with. */
export interface SummaryForm<TValues extends FieldValues, TParsed = unknown> {
  readonly control: Control<TValues, unknown, TParsed>;
  readonly formIssues: readonly FieldIssue[];
  readonly setFocus: UseFormSetFocus<TValues>;
}

export interface ErrorSummaryProps<TValues extends FieldValues, TParsed> {
  readonly form: SummaryForm<TValues, TParsed>;
  /**
   * Brings a field onto the screen before it takes the focus, such as `wizard.goToField`. @default the field is on
   * the screen
   */
  readonly onOpen?: (path: FieldPath<TValues>) => unknown;
  /** Whether the title of the page begins with "Error: " while there are mistakes. @default false */
  readonly hasTitlePrefix?: boolean;
  /** Texts in place of those of Holdfast. */
  readonly words?: Partial<Messages['summary']>;
  readonly className?: string;
}

/**
 * The mistakes of a form that could not be sent, in the words that stand at the fields, each with a link to its
 * field. It takes the focus after each submission that failed, so give the form `shouldFocusError: false`.
 */
export function ErrorSummary<TValues extends FieldValues, TParsed>(
  props: ErrorSummaryProps<TValues, TParsed>,
): ReactElement {
  requireOptions<ErrorSummaryProps<FieldValues, unknown>>('ErrorSummary', props as never, {
    form: 'an object with setFocus',
    onOpen: 'a function?',
    hasTitlePrefix: 'true or false?',
    words: 'an object?',
    className: 'a text?',
  });

  const { form, onOpen, hasTitlePrefix = false, className } = props;
  const { control, formIssues, setFocus } = form;
  const { title, prefix } = { ...summaryWords, ...props.words };
  const { errors, submitCount } = useFormState({ control });
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const found = submitCount > 0 ? errorsIn(errors, [...control._names.mount]) : [];
  const ofForm = submitCount > 0 ? formIssues : [];
  const isShown = found.length + ofForm.length > 0;

  const seen = useRef(submitCount);
  useEffect(() => {
    if (seen.current === submitCount) return;
    seen.current = submitCount;
    if (isShown) box.current?.focus();
  }, [submitCount, isShown]);
  useEffect(
    () => (isShown && hasTitlePrefix ? prefixTitle(prefix) : undefined),
    [isShown, hasTitlePrefix, prefix],
  );

  const open = async (path: string): Promise<void> => {
    await onOpen?.(path as FieldPath<TValues>);
    const fields = [...control._names.mount];
    const field = fields.find((name) => `${name}.`.startsWith(`${path}.`)) ?? path;
    setFocus(field as FieldPath<TValues>);
  };
  return (
    <div
      ref={box}
      tabIndex={-1}
      className={className === undefined ? 'hf-summary' : `hf-summary ${className}`}
      {...(isShown && { 'aria-labelledby': titleId, role: 'group' })}
    >
      {/* The region is always there, so that a screen reader announces its text. */}
      <div role="alert">
        {isShown && (
          <>
            <h2 id={titleId}>{title}</h2>
            <ul>
              {found.map(({ path, message }) => (
                <li key={path}>
                  {path === '' ? (
                    message
                  ) : (
                    <a
                      href={`#${path}`}
                      onClick={(event) => {
                        event.preventDefault();
                        void open(path);
                      }}
                    >
                      {message}
                    </a>
                  )}
                </li>
              ))}
              {ofForm.map(({ pointer, message }, at) => (
                <li key={`${pointer} ${at}`}>{message}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
