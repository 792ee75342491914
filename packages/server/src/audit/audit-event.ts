/** The facts that an audit records. Identifiers are ids, never names, addresses of mail or tokens. */
export type AuditEvent =
  | { readonly kind: 'sign-in'; readonly subject: string; readonly address?: string }
  | { readonly kind: 'sign-in-failed'; readonly subject?: string; readonly address?: string }
  | { readonly kind: 'sign-out'; readonly subject: string; readonly address?: string }
  | { readonly kind: 'sign-out-everywhere'; readonly subject: string; readonly address?: string }
  | {
      readonly kind: 'authorisation-refused';
      /** The code of the failure it was refused with. */
      readonly code: string;
      readonly subject?: string;
      readonly address?: string;
    }
  /** An address, or signing in under one name, is blocked until a time. */
  | {
      readonly kind: 'blocked';
      readonly party: string;
      readonly id: string;
      readonly reason: string;
      readonly until: number;
    }
  | {
      readonly kind: 'suspended';
      readonly subject: string;
      readonly reason: string;
      readonly until: number;
    }
  | {
      readonly kind: 'lifted';
      readonly actor: string;
      readonly party: string;
      readonly id: string;
    }
  | { readonly kind: 'admin-read'; readonly actor: string; readonly what: string };

export type AuditKind = AuditEvent['kind'];

/**
 * A stored event: only the facts that its kind allows, each in its allowed form. The fact `repeated` gives the number
 * of events that a line stands for, itself included; see `createAudit`.
 */
export interface AuditRecord {
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly kind: AuditKind;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A record in its place: its hash covers it, its number and the hash of the one before. */
export interface AuditEntry extends AuditRecord {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
}
