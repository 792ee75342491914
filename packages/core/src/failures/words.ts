/*
 * The texts that any failure may tell. A word is an identifier, never a sentence, so that it holds no private text.
 * A text that looks like a credential is no word either. Both patterns check the length first, because the rest is
 * slow for long texts.
 */

// Every token has a long run of letters and digits mixed. UUIDs pass, because their runs are short.
const WORD = /^(?=[\w$.:/-]{1,64}$)(?!.*(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{20})/i;

/** An identifier of at most 64 characters that does not look like a credential. */
export function word(value: unknown): string | undefined {
  return matching(WORD, value);
}

// Letters of every script, with the marks and joiners that some scripts are written with.
const FIELD_NAME =
  /^(?=[\p{L}\p{M}\p{N}\p{Join_Control}_$.:-]{1,64}$)(?!.*(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{20})/iu;

/** A name of a field, in any script, that does not look like a credential. */
export function fieldName(value: unknown): string | undefined {
  return matching(FIELD_NAME, value);
}

// A long run of capitals and small letters is base64. Keys and tokens are written in base64, and ids are not.
const ID = /^(?=[\w.:-]{1,128}$)(?!.*(?=[a-z\d]*[A-Z])(?=[A-Z\d]*[a-z])[A-Za-z\d]{20})/;

/** An id of a request or an incident: opaque, as UUIDs, ULIDs and digests in hex are. */
export function idOf(value: unknown): string | undefined {
  return matching(ID, value);
}

function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
