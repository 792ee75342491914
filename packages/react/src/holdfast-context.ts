'use client';
import type { Holdfast } from '@holdfast/core';
import type { MessageOverrides } from '@holdfast/core/messages';
import { createContext, type Context } from 'react';

/** The value that a `HoldfastProvider` gives to all components below it. */
export interface Provided {
  readonly holdfast: Holdfast;
  readonly messages: MessageOverrides | undefined;
}

export const HoldfastContext: Context<Provided | undefined> = createContext<Provided | undefined>(
  undefined,
);
