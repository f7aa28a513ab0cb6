/** Kinds of personal data that reports must not carry; counted by these names, never quoted. */
export const PERSONAL_DATA_KINDS = [
  'name',
  'phone',
  'email',
  'curp',
  'rfc',
  'ine',
  'passport',
  'identity_number',
  'address',
] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** Where in a text something personal stands. */
export interface PersonalDataFound {
  kind: PersonalDataKind;
  start: number;
  end: number;
}

/** What stands in the stored text instead: a machine's word, the same in every language. */
export function redactionMark(kind: PersonalDataKind | 'column'): string {
  return `[redacted:${kind}]`;
}
