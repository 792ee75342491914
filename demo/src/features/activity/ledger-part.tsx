import { useId, type ReactElement, type ReactNode } from 'react';

interface LedgerPartProps {
  readonly title: string;
  readonly nothing: string;
  readonly children: readonly ReactNode[];
}

export function LedgerPart({ title, nothing, children }: LedgerPartProps): ReactElement {
  const headingId = useId();
  return (
    <section className="ledger-part" aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      {children.length === 0 ? <p className="muted">{nothing}</p> : <ul>{children}</ul>}
    </section>
  );
}
