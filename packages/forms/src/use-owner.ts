'use client';
import { useHoldfast, useObservable } from '@holdfast/react';
import { useState } from 'react';

/**
 * The user whose work a form holds: the signed-in user, or the last one who was signed in. When the user signs out,
 * the work stays on the screen and stays theirs. The form begins anew only when another user signs in.
 */
export function useOwner(): string {
  const subject = useObservable(useHoldfast().identity)?.subject;
  const [owner, own] = useState(subject);
  if (subject !== undefined && subject !== owner) own(subject);
  return subject ?? owner ?? '';
}
