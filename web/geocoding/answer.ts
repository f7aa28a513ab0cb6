import type { TFunction } from 'i18next';
import type { GeocodeAnswer } from '../../api/contract-geocode.ts';
import { explain } from '../../domain/geocoding/explain.ts';
import { STATES } from '../../domain/states.ts';
import type { MapPlace } from './placeMap.ts';

/** The geocoder's answer in a sentence or two of the reader's language. */
export function explanation(answer: GeocodeAnswer, t: TFunction): string {
  const name = answer.status === 'placed' ? answer.corridorName : null;
  return explain(answer, (key, values) => t(`geocoding:${key}`, values), {
    corridorName: (id) => name ?? id,
  });
}

/** What the small map shows of an answer: the place, or the numbered candidates. */
export function placesOf(answer: GeocodeAnswer | null): MapPlace[] {
  if (answer?.status === 'placed') {
    const { lon, lat, radiusM } = answer;
    return [{ lon, lat, radiusM, mark: '', kind: 'answer' }];
  }
  if (answer?.status !== 'ambiguous') return [];
  return answer.candidates.map(({ lon, lat, radiusM }, i) => ({
    lon,
    lat,
    radiusM,
    mark: String(i + 1),
    kind: 'candidate',
  }));
}

/** The usual name of a state by INEGI's two digits; empty for any other code. */
export function stateName(code: string): string {
  return STATES.find((state) => state.code === code)?.name ?? '';
}
