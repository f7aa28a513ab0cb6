import type { GeocodeResult, Geocoder, PlaceHint } from '../domain/geocoding/types.ts';

/**
 * A geocoder that remembers the answers to the texts it was asked last: sources write of the same places again and
 * again.
 *
 * @param entries how many answers are kept; the one that was not asked for longest goes first.
 */
export function cachedGeocoder(geocoder: Geocoder, entries: number): Geocoder {
  const answers = new Map<string, GeocodeResult>();
  return {
    geocode: (text: string, hint?: PlaceHint): GeocodeResult => {
      const key = `${text}\n${hint?.stateCode ?? ''}\n${hint?.municipality ?? ''}\n${hint?.onRail ?? ''}`;
      const known = answers.get(key);
      const answer = known ?? geocoder.geocode(text, hint);
      if (known) answers.delete(key);
      else if (answers.size >= entries) answers.delete(answers.keys().next().value ?? '');
      answers.set(key, answer);
      return answer;
    },
  };
}
