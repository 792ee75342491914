'use client';
import { useState } from 'react';

/**
 * Shows a choice at the press, before the device has stored it. `keep` resolves when the choice is stored, or when
 * the device could not store it: then the stored choice shows again.
 */
export function usePicked<TValue>(
  stored: TValue,
  keep: (value: TValue) => Promise<unknown>,
): readonly [shown: TValue, pick: (value: TValue) => void] {
  const [picked, setPicked] = useState<{ readonly value: TValue }>();
  const pick = async (value: TValue): Promise<void> => {
    const mine = { value };
    setPicked(mine);
    await keep(value).catch(() => {});
    setPicked((latest) => (latest === mine ? undefined : latest));
  };
  return [picked ? picked.value : stored, (value) => void pick(value)];
}
