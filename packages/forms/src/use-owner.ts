'use client';
import { useHoldfast, useObservable } from '@holdfast/react';
import { useState } from 'react';

/**
 * Whose work a form holds: who is signed in, or was when the form last knew. Signing out takes nothing
 * from the screen and nothing from its owner; only somebody else's signing in begins anew.
 */
export function useOwner(): string {
  const subject = useObservable(useHoldfast().identity)?.subject;
  const [owner, own] = useState(subject);
  if (subject !== undefined && subject !== owner) own(subject);
  return subject ?? owner ?? '';
}
