import type { OpenMerge } from './MergesTab.tsx';

type SideReport = OpenMerge['sides'][number]['reports'][number];

/** What is set side by side of two reports, in reading order. */
export const MERGE_FIELDS = [
  'date',
  'place',
  'state',
  'crimes',
  'perpetrators',
  'organisation',
  'victims',
  'countries',
  'placeType',
  'publisher',
  'summary',
  'origin',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/**
 * Whether two reports say the same in a field: `unknown` where one of them says nothing, and where the field tells
 * where a report comes from, which says nothing of the incident.
 */
export function sameField(field: MergeField, a: SideReport, b: SideReport): 'same' | 'differs' | 'unknown' {
  const left = saidIn(field, a);
  const right = saidIn(field, b);
  if (left === null || right === null) return 'unknown';
  return left === right ? 'same' : 'differs';
}

/** A field as a text that is equal where it says the same; null where it says nothing or is not compared. */
function saidIn(field: MergeField, report: SideReport): string | null {
  switch (field) {
    case 'date':
      return `${report.firstDay} ${report.lastDay}`;
    case 'place':
      return folded(report.placeText);
    case 'state':
      return report.stateCode || null;
    case 'crimes':
      return report.kind === 'hazard' ? (report.hazard ?? null) : listed(report.crimes);
    case 'perpetrators':
      return listed(report.perpetrators.filter((one) => one !== 'unknown'));
    case 'organisation':
      return report.organisation && folded(report.organisation);
    case 'victims':
      return report.victims === null ? null : String(report.victims);
    case 'countries':
      return listed(report.countries);
    case 'placeType':
      return report.placeType === 'unknown' ? null : report.placeType;
    default:
      return null;
  }
}

/** The order of a list says which is the principal one, not that it is another list. */
function listed(words: readonly string[]): string | null {
  return words.length === 0 ? null : [...words].sort().join();
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
