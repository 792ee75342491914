'use client';
import type { Holdfast } from '@holdfast/core';
import { useEffect, useState } from 'react';
import { createRecorder, type Recorder } from './recording/create-recorder.ts';

/** The given recorder, or a new one that listens to the runtime while the component is mounted. */
export function useRecorder(holdfast: Holdfast | undefined, given: Recorder | undefined): Recorder {
  const [own] = useState(() => createRecorder(holdfast ? { platform: holdfast.platform } : {}));
  const recorder = given ?? own;
  useEffect(() => (holdfast ? recorder.attach(holdfast) : undefined), [holdfast, recorder]);
  return recorder;
}
