'use client';
import * as React from 'react';

/**
 * Whether this React can hide a component with `Activity`. Such a React ends all effects of a hidden component but the
 * insertion effects, which end when it removes the component. React 18 has no `Activity`. It leaves out the end of
 * insertion effects when it removes a part that waits in a `Suspense`.
 */
export const canHide = (): boolean => 'Activity' in React;
