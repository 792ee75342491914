import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { useAccount } from '../account/use-account.ts';
import { ConnectionLine } from './connection-line.tsx';
import { StorageBanner } from './storage-banner.tsx';
import { Tabs } from './tabs.tsx';
import { UpdatePrompt } from './update-prompt.tsx';

interface FrameProps {
  /** The way out, given by the feature that owns it. */
  readonly signOut: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ signOut, children }: FrameProps): ReactElement {
  const account = useAccount();
  return (
    <div className="frame">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="rail">
        <Link className="brand" to="/">
          Fireside
        </Link>
        {account && <Tabs />}
        <div className="rail-foot">
          <ConnectionLine />
          {account && (
            <div className="account">
              <bdi className="account-name" title={account.name}>
                {account.name}
              </bdi>
              {signOut}
            </div>
          )}
        </div>
      </header>
      <main className="main" id="main" tabIndex={-1}>
        <div className="banners">
          <StorageBanner />
          <UpdatePrompt />
        </div>
        {children}
      </main>
    </div>
  );
}
