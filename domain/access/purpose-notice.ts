/**
 * The purpose notice that everybody acknowledges before anything opens; its words are `access:notice` of the
 * catalogues, its sources docs/legal.md. Change this when the words change: then everybody is asked again.
 */
export const PURPOSE_NOTICE_VERSION = '2026-11';

/** Its sections, in their order. */
export const PURPOSE_NOTICE_PARTS = [
  'purpose',
  'irregularStay',
  'rights',
  'justice',
  'verification',
  'referral',
  'data',
] as const;
