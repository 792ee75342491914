'use client';
import { useEffect, useId, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { Account } from '../account/account-keeper.ts';
import { NavLink } from '../router/nav-link.tsx';
import { useHistoryLocation } from '../router/use-history-location.ts';
import { useText } from '../words/use-text.ts';
import { words } from './words.ts';

interface AccountMenuProps {
  readonly account: Account;
  /** The sign-out button, given by the feature that owns it. */
  readonly signOut: ReactNode;
}

/** The pages about the writer. They stand in the rail; on a phone a button opens them. */
export function AccountMenu({ account, signOut }: AccountMenuProps): ReactElement {
  const text = useText(words);
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const { key } = useHistoryLocation();
  const [openAt, setOpenAt] = useState<string>();
  // Going to another page closes it.
  const isOpen = openAt === key;
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (): void => setOpenAt(undefined);
    const onPress = ({ target }: PointerEvent): void => {
      if (!menu.current?.contains(target as Node)) close();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      close();
      menu.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  return (
    <div className="account" ref={menu} data-open={isOpen || undefined}>
      <button
        type="button"
        className="button quiet account-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpenAt(isOpen ? undefined : key)}
      >
        {text.menu}
      </button>
      <div className="account-panel" id={id}>
        <bdi className="account-name writers-line" title={account.name}>
          {account.displayName}
        </bdi>
        <nav aria-label={text.yours}>
          <ul>
            <li>
              <NavLink to="/preferences">{text.preferences}</NavLink>
            </li>
            <li>
              <NavLink to="/account">{text.account}</NavLink>
            </li>
            {account.role === 'admin' && (
              <li>
                <NavLink to="/admin">{text.admin}</NavLink>
              </li>
            )}
            {import.meta.env.DEV && (
              <li>
                <NavLink to="/fault-lab">{text.faultLab}</NavLink>
              </li>
            )}
          </ul>
        </nav>
        <div className="account-out">{signOut}</div>
      </div>
    </div>
  );
}
