/** The facts that an audit records. Identifiers are ids, never names, addresses of mail or tokens. */
export type AuditEvent =
  | { readonly kind: 'sign-in'; readonly subject: string; readonly address?: string }
  | { readonly kind: 'sign-in-failed'; readonly subject?: string; readonly address?: string }
  | { readonly kind: 'sign-out'; readonly subject: string; readonly address?: string }
  | { readonly kind: 'sign-out-everywhere'; readonly subject: string; readonly address?: string }
  | { readonly kind: 'secret-changed'; readonly subject: string; readonly address?: string }
  | { readonly kind: 'account-exported'; readonly subject: string; readonly address?: string }
  | { readonly kind: 'account-deleted'; readonly subject: string; readonly address?: string }
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
  /** An administrator changed something about alerts. */
  | {
      readonly kind: 'alert-changed';
      readonly actor: string;
      readonly what: 'acknowledged' | 'silenced' | 'silence-ended' | 'rules-changed';
      /** The fingerprint of the alert, or the id of the silence. */
      readonly id?: string;
      /** The id of the rule. */
      readonly rule?: string;
      /** When the silence ends. */
      readonly until?: number;
      /** The number of the change of the rules. */
      readonly revision?: number;
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
