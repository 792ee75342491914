'use client';
import { lazy, Suspense, type ReactElement } from 'react';
import type { HoldfastDevtoolsProps } from './holdfast-devtools.tsx';
import { BUTTON_CSS } from './look/button-css.ts';
import { Shadow } from './look/shadow.tsx';
import { Contained } from './panel/contained.tsx';
import { useRecorder } from './use-recorder.ts';

/** A plugin as the shell of TanStack Devtools takes it. */
export interface HoldfastPlugin {
  readonly id: string;
  readonly name: string;
  render(element: HTMLElement, props: { readonly theme?: string }): ReactElement;
}

const Panel = lazy(async () => {
  const { Panel: loaded } = await import('./panel/panel.tsx');
  return { default: loaded };
});

/** The same panel as a plugin of TanStack Devtools. It records from the moment when its tab first opens. */
export function holdfastPlugin(props: HoldfastDevtoolsProps): HoldfastPlugin {
  return {
    id: 'holdfast',
    name: 'Holdfast',
    render: (_, { theme }) => (
      <Within {...props} theme={theme === 'light' || theme === 'dark' ? theme : 'system'} />
    ),
  };
}

function Within(props: HoldfastDevtoolsProps): ReactElement {
  const { holdfast, session, recorder, theme = 'system', ...given } = props;
  const recording = useRecorder(holdfast, recorder);
  return (
    <Shadow css={BUTTON_CSS} theme={theme} isFilling>
      <Contained what="The panel">
        <Suspense fallback={null}>
          <Panel
            {...given}
            source={session ?? recording}
            holdfast={holdfast}
            onClear={session ? undefined : recording.clear}
          />
        </Suspense>
      </Contained>
    </Shadow>
  );
}
