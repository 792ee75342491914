'use client';
import type { ReactElement } from 'react';
import { useAccount } from '../../account/use-account.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { useText } from '../../words/use-text.ts';
import { DeleteAccount } from './delete-account.tsx';
import { ExportAccount } from './export-account.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { words } from './words.ts';

export default function AccountPage(): ReactElement {
  const text = useText(words);
  const account = useAccount();
  if (!account) return <></>;
  return (
    <div className="narrow stack-wide">
      <PageHeading title={text.title} />
      <p className="muted">
        {text.signInName} <bdi>{account.name}</bdi>
      </p>
      <NameForm account={account} />
      <PasswordForm name={account.name} />
      <section className="stack">
        <h2>{text.copy.title}</h2>
        <p>{text.copy.text}</p>
        <ExportAccount />
      </section>
      <section className="stack">
        <h2>{text.remove.title}</h2>
        <p>{text.remove.text}</p>
        <DeleteAccount />
      </section>
    </div>
  );
}
