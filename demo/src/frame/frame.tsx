'use client';
import { UpdatePrompt } from '@holdfast/react';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useAccount } from '../account/use-account.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { Link } from '../router/link.tsx';
import { useText } from '../words/use-text.ts';
import { AccountMenu } from './account-menu.tsx';
import { ConnectionLine } from './connection-line.tsx';
import { keepFocusIn } from './dom-kept-focus.ts';
import { NeedsYou } from './needs-you.tsx';
import { StorageBanner } from './storage-banner.tsx';
import { Tabs } from './tabs.tsx';
import { words } from './words.ts';

interface FrameProps {
  /** The sign-out button, given by the feature that owns it. */
  readonly signOut: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ signOut, children }: FrameProps): ReactElement {
  const text = useText(words);
  const account = useAccount();
  const { updates } = useFireside();
  useEffect(() => keepFocusIn(document), []);
  return (
    <div className="frame" data-signed-in={account ? true : undefined}>
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <header className="rail">
        <Link className="brand" to="/">
          {text.brand}
        </Link>
        {account && <NeedsYou />}
        {account && <Tabs />}
        {account && <AccountMenu account={account} signOut={signOut} />}
      </header>
      <main className="main" id="main" tabIndex={-1}>
        <div className="banners">
          <StorageBanner />
          <ConnectionLine />
          <UpdatePrompt updates={updates} />
        </div>
        {children}
      </main>
    </div>
  );
}
