'use client';
import { userMessage, type Failure } from '@holdfast/core';
import { failureWords, locale, type Messages } from '@holdfast/core/messages';
import { useContext } from 'react';
import { HoldfastContext } from '../holdfast-context.ts';

type Group = Exclude<keyof Messages, 'locale' | 'failures'>;

/** One group of words, with those of the provider in place of those of Holdfast. */
export function useWords<TGroup extends Group>(
  group: TGroup,
  words: Messages[TGroup],
): Messages[TGroup] {
  // Each group is an object of texts, which TypeScript does not see for a group that it does not know.
  const own = useContext(HoldfastContext)?.messages?.[group] as object | undefined;
  return { ...(words as object), ...own } as Messages[TGroup];
}

/** The language for numbers and times. */
export function useLocale(): string {
  return useContext(HoldfastContext)?.messages?.locale ?? locale;
}

/** Gives the sentence that the user reads for a failure. */
export function useFailureText(): (failure: Failure) => string {
  const own = useContext(HoldfastContext)?.messages?.failures;
  return (failure) => userMessage(failure, { ...failureWords, ...own });
}
