'use client';
import { createContext, type Context } from 'react';

// A type and not an interface, and not readonly: apps that import it from react-error-boundary keep compiling.
export type ErrorBoundaryContextType = {
  didCatch: boolean;
  error: unknown;
  resetErrorBoundary: (...args: unknown[]) => void;
};

/** The error that the nearest boundary above shows, and its reset. `null` outside of every boundary. */
export const ErrorBoundaryContext: Context<ErrorBoundaryContextType | null> =
  createContext<ErrorBoundaryContextType | null>(null);
