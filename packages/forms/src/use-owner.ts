'use client';
import { useHoldfast, useObservable } from '@holdfast/react';
import { useState } from 'react';

/**
 * The user whose work a form holds: the one who is signed in, or was when the form last knew. Signing out
 * takes nothing from the screen and nothing from its owner; the form begins anew only when another user
 * signs in.
 */
export function useOwner(): string {
  const subject = useObservable(useHoldfast().identity)?.subject;
  const [owner, own] = useState(subject);
  if (subject !== undefined && subject !== owner) own(subject);
  return subject ?? owner ?? '';
}
