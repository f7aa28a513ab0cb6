import { useCallback } from 'react';
import type { Corridors } from '../../api/contract.ts';
import { useWords, type Words } from '../format.ts';
import { stateName } from '../geocoding/answer.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';
import type { WireRule } from './ruleDraft.ts';

/**
 * A rule in words: what makes it fire, where it looks, and what else narrows it.
 *
 * @param corridors name the stretches and corridors; until they are there their ids do.
 */
export function useRuleWords(
  corridors: readonly Corridors['corridors'][number][],
): (rule: WireRule) => { what: string; where: string; more: string[] } {
  const { t, number, counted, date } = useWords();
  return useCallback(
    (rule) => {
      const { place, split, condition, crimes, perpetrators, quietHours } = rule;
      const named = placeName(place, corridors, { t, number });
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
    [t, number, counted, date, corridors],
  );
}

function placeName(
  place: WireRule['place'],
  corridors: readonly Corridors['corridors'][number][],
  words: Pick<Words, 't' | 'number'>,
): string {
  switch (place.kind) {
    case 'state':
      return stateName(place.code);
    case 'corridor':
      return corridors.find(({ id }) => id === place.corridorId)?.name ?? place.corridorId;
    case 'stretch': {
      const stretch = corridors
        .flatMap(({ stretches }) => stretches)
        .find(({ id }) => id === place.stretchId);
      return stretch ? words.t('web:stretch.name', stretchEnds(words, stretch)) : place.stretchId;
    }
    case 'cell':
      return place.h3;
    default:
      return '';
  }
}
