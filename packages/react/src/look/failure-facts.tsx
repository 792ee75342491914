'use client';
import type { Failure } from '@holdfast/core';
import type { ReactElement } from 'react';

interface FailureFactsProps {
  readonly failure: Failure;
  readonly title: string;
}

/** The facts about a failure that support asks for, folded away. They hold no private text. */
export function FailureFacts({ failure, title }: FailureFactsProps): ReactElement {
  const { code, number, status, attempts, incidentId, requestId } = failure;
  const facts = [`${code} (${number})`, status && `HTTP ${status}`, `× ${attempts}`, requestId];
  return (
    <details className="hf-facts">
      <summary>{title}</summary>
      <p>{facts.filter(Boolean).join(' · ')}</p>
      <p>{incidentId}</p>
    </details>
  );
}
