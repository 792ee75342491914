'use client';
import type { Holdfast } from '@holdfast/core';
import { createContext, type Context } from 'react';

export const HoldfastContext: Context<Holdfast | undefined> = createContext<Holdfast | undefined>(
  undefined,
);
