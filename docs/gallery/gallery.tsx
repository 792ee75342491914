import { de } from '@holdfast/core/messages/de';
import type { MessageOverrides } from '@holdfast/core/messages';
import { useState, type ReactElement } from 'react';
import { ControlStrip } from './control-strip.tsx';
import { everyComponent } from './every-component.ts';
import type { GalleryComponent } from './gallery-state.ts';
import { LivePage } from './live/live-page.tsx';
import type { Live } from './live/start-live.ts';
import type { Look } from './look.ts';
import { Stage } from './stage.tsx';

interface GalleryProps {
  readonly first: Look;
  /** The runtime of the part on the real SDK. @default that part is not shown */
  readonly live?: Live | undefined;
}

export function Gallery({ first, live }: GalleryProps): ReactElement {
  const [look, setLook] = useState(first);
  const { only, theme, language, width, isBare } = look;
  const messages = language === 'de' ? de : undefined;
  const themes = theme === 'both' ? (['light', 'dark'] as const) : [theme];
  const shown = everyComponent.filter(({ name }) => only === undefined || name === only);
  const hasLive = only === undefined || only === 'live';
  return (
    <>
      {!isBare && <ControlStrip look={look} onChange={setLook} />}
      {themes.map((one) => (
        <main key={one} className="gallery" data-theme={one} aria-label={one} lang={language}>
          {live && hasLive && one === themes[0] && <LivePage live={live} messages={messages} />}
          {shown.map((component) => (
            <Component
              key={`${component.name} ${language}`}
              {...{ component, theme: one, width, messages }}
            />
          ))}
        </main>
      ))}
    </>
  );
}

interface ComponentProps {
  readonly component: GalleryComponent;
  readonly theme: string;
  readonly width: number;
  readonly messages: MessageOverrides | undefined;
}

function Component({ component, theme, width, messages }: ComponentProps): ReactElement {
  const { name, states } = component;
  const id = `${name}-${theme}`.replaceAll(' ', '-');
  return (
    <section className="component" data-component={name} aria-labelledby={id}>
      <h1 id={id}>{name}</h1>
      {states.map((state) => (
        <figure key={state.name} style={width === 0 ? {} : { maxWidth: width }}>
          <figcaption>{state.name}</figcaption>
          <Stage state={state} messages={messages} />
        </figure>
      ))}
    </section>
  );
}
