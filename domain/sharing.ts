/** What the person asked for must not be shown to readers of a report; the steward still sees it, to check the report. */
export const WITHHELD = ['place', 'source', 'words'] as const;
export type Withheld = (typeof WITHHELD)[number];

/** What was done for the people of a report; several at once. */
export const RESPONSES = [
  'medical_care',
  'psychological_care',
  'lodging',
  'legal_advice',
  'complaint_filed',
  'consulate_told',
  'search_begun',
  'nothing_yet',
] as const;
export type Response = (typeof RESPONSES)[number];
