import { useCallback } from 'react';
import { useWords } from '../format.ts';
import { stateName } from '../geocoding/answer.ts';
import type { OpenMerge } from './MergesTab.tsx';
import type { MergeField } from './mergeFields.ts';

type SideReport = OpenMerge['sides'][number]['reports'][number];

/** What a report says in a field, in the reader's language. */
export function useFieldText(): (field: MergeField, report: SideReport) => string {
  const { t, date, number } = useWords();
  return useCallback(
    (field, report) => {
      const said = {
        date: () => {
          const first = date(report.firstDay, report.datePrecision);
          const isInterval = report.datePrecision === 'day' && report.lastDay !== report.firstDay;
          return isInterval ? `${first} – ${date(report.lastDay)}` : first;
        },
        place: () => report.placeText,
        state: () => stateName(report.stateCode),
        crimes: () =>
          report.kind === 'hazard' && report.hazard
            ? t(`taxonomy:hazard.${report.hazard}`)
            : report.crimes.map((crime) => t(`taxonomy:crime.${crime}`)).join(', '),
        perpetrators: () => report.perpetrators.map((one) => t(`taxonomy:perpetrator.${one}`)).join(', '),
        organisation: () => report.organisation ?? '',
        victims: () => (report.victims === null ? '' : number(report.victims)),
        countries: () => report.countries.join(', '),
        placeType: () => t(`taxonomy:placeType.${report.placeType}`),
        publisher: () =>
          [report.publisher, report.publishedDay && date(report.publishedDay)].filter(Boolean).join(', '),
        summary: () => report.summary ?? '',
        origin: () => t('review:merges.row', { file: report.file, row: number(report.rowNumber) }),
      }[field]();
      return said || t('review:merges.unknown');
    },
    [t, date, number],
  );
}
