import { useCallback } from 'react';
import { useWords } from '../format.ts';
import { stateName } from '../geocoding/answer.ts';
import type { WireRule } from './ruleDraft.ts';

/** A rule in words: what makes it fire, where it looks, and what else narrows it. */
export function useRuleWords(): (rule: WireRule) => { what: string; where: string; more: string[] } {
  const { t, number, counted, date } = useWords();
  return useCallback(
    (rule) => {
      const { place, split, condition, crimes, perpetrators, quietHours } = rule;
      const named =
        place.kind === 'state'
          ? stateName(place.code)
          : place.kind === 'corridor'
            ? place.corridorId
            : place.kind === 'stretch'
              ? place.stretchId
              : place.kind === 'cell'
                ? place.h3
                : '';
      const where = t(`alerts:rule.where.${place.kind}`, { name: named });
      const more = [
        crimes.length === 0
          ? t('alerts:rule.allCrimes')
          : crimes.map((crime) => t(`taxonomy:crime.${crime}`)).join(', '),
      ];
      if (perpetrators.length > 0) {
        const list = perpetrators.map((word) => t(`taxonomy:perpetrator.${word}`)).join(', ');
        more.push(t('alerts:rule.perpetratorsAre', { list }));
      }
      if (rule.minimum.sources > 1) more.push(t('alerts:rule.sourcesAre', counted(rule.minimum.sources)));
      if (rule.holdHours > 0) more.push(t('alerts:rule.holdsFor', counted(rule.holdHours)));
      if (quietHours) more.push(t('alerts:rule.quietFromTo', { from: quietHours.from, to: quietHours.to }));
      if (rule.escalateMinutes !== null)
        more.push(t('alerts:rule.escalatesAfter', counted(rule.escalateMinutes)));
      if (rule.expiresOn !== null) more.push(t('alerts:rule.until', { date: date(rule.expiresOn) }));
      const what = t(`alerts:rule.fires.${condition.kind}`, {
        ...condition,
        n: number(condition.atLeast),
        patterns:
          condition.kind === 'hotspot'
            ? condition.patterns.map((word) => t(`alerts:rule.pattern.${word}`)).join(', ')
            : '',
      });
      return {
        what,
        where: split === 'whole' ? where : `${where}, ${t(`alerts:rule.split.${split}`)}`,
        more,
      };
    },
    [t, number, counted, date],
  );
}
