import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../api/contract.ts';
import { STATES } from '../../domain/states.ts';
import { useWords } from '../format.ts';

type Place = NonNullable<IncidentDetail['place']>;

/**
 * How a place was found, in a sentence: the geocoder's own where its catalogue has the rule, else a plain one with
 * the words of the text that it rests on.
 */
export function usePlacedSentence(): (place: Place) => string {
  const { t, language } = useWords();
  const { i18n } = useTranslation();
  return useCallback(
    (place: Place) => {
      const rule = `geocoding:rule.${place.rule}`;
      if (i18n.exists(rule)) return t(rule, placedValues(place));
      const plain = t([`place.rule.${place.rule}`, 'place.rule.other']);
      const names = place.matches.map(({ text, name }) =>
        text === name ? t('place.quoted', { text }) : t('place.takenFor', { text, name }),
      );
      if (names.length === 0) return plain;
      const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
      return `${plain} ${t('place.matches', { names: list })}`;
    },
    [t, language, i18n],
  );
}

/** The values that the rules' sentences name: what the text was read as, and what stands beside it. */
export function placedValues({ matches, stateCode }: Place): Record<string, string> {
  const place = matches.find(({ role }) => role === 'place' || role === 'near' || role === 'municipality');
  const state = matches.find(({ role }) => role === 'state');
  const context = matches.find(
    (match) => match !== place && (match.role === 'municipality' || match.role === 'near'),
  );
  const [a, b] = matches.filter(({ role }) => role === 'between');
  return {
    text: place?.text ?? state?.text ?? '',
    place: place?.name ?? '',
    context: context?.name ?? '',
    state: STATES.find(({ code }) => code === stateCode)?.name ?? state?.name ?? '',
    a: a?.name ?? '',
    b: b?.name ?? '',
  };
}
