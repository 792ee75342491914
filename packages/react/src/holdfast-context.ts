'use client';
import type { Holdfast } from '@holdfast/core';
import type { MessageOverrides } from '@holdfast/core/messages';
import { createContext, type Context } from 'react';

/** What a `HoldfastProvider` hands to everything below it. */
export interface Provided {
  readonly holdfast: Holdfast;
  readonly messages: MessageOverrides | undefined;
}

export const HoldfastContext: Context<Provided | undefined> = createContext<Provided | undefined>(
  undefined,
);
