import type { ShownFilter } from '../../api/contract.ts';
import type { Words } from '../format.ts';

/** The kinds, crimes, perpetrators and news that a filter asks for, each in words; its days are not among them. */
export function filterWords(
  { t, moment }: Pick<Words, 't' | 'moment'>,
  { kind, crime = [], perpetrator = [], counting, known }: ShownFilter,
): string[] {
  return [
    ...(kind ? [t(`filter.kind.${kind}`)] : []),
    ...crime.map((word) => t(`taxonomy:crime.${word}`)),
    ...perpetrator.map((word) =>
      t('filter.chipPerpetrator', { perpetrator: t(`taxonomy:perpetrator.${word}`) }),
    ),
    ...(counting ? [t('filter.chipPrincipal')] : []),
    ...(known ? [t('filter.chipKnown', { when: moment(Date.parse(known)) })] : []),
  ];
}
