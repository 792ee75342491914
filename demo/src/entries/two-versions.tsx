import type { ReactElement } from 'react';
import type { Difference } from './differences.ts';

/** The differing parts, mine beside the other version's; on a narrow screen one below the other. */
export function TwoVersions({ parts }: { readonly parts: readonly Difference[] }): ReactElement {
  if (parts.length === 0) return <p>Both say the same.</p>;
  return (
    <div className="versions">
      <Version title="Yours" parts={parts.map(({ label, mine }) => [label, mine])} />
      <Version title="The other" parts={parts.map(({ label, other }) => [label, other])} />
    </div>
  );
}

interface VersionProps {
  readonly title: string;
  readonly parts: readonly (readonly [label: string, text: string])[];
}

function Version({ title, parts }: VersionProps): ReactElement {
  return (
    <section className="version" aria-label={title}>
      <p className="version-title">{title}</p>
      <dl>
        {parts.map(([label, text]) => (
          <div key={label}>
            <dt className="muted">{label}</dt>
            <dd className="story">{text === '' ? <span className="muted">Nothing</span> : text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
