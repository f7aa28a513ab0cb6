import { STATES } from '../states.ts';
import type { Ambiguous, Candidate, Geocoded, GeocodeResult, Match } from './types.ts';

/** A key of the `geocoding` catalogue and its values to a sentence; i18next's `t` of that namespace fits. */
export type Translate = (key: string, values: Readonly<Record<string, string | number>>) => string;

export interface ExplainOptions {
  /** The shown name of a corridor; its id when absent. */
  corridorName?: (corridorId: string) => string;
}

const MAX_NAMED = 5;

/**
 * The answer in words: what the text was read as and by which rule, how precise that is, what else it may mean.
 * Every sentence comes from the catalogue domain/locales/{es,en}/geocoding.json.
 */
export function explain(result: GeocodeResult, translate: Translate, options: ExplainOptions = {}): string {
  if (result.status === 'unmatched') return translate(`unmatched.${result.reason}`, {});
  if (result.status === 'ambiguous') return explainAmbiguous(result, translate);
  return explainPlaced(result, translate, options);
}

function explainPlaced(result: Geocoded, translate: Translate, { corridorName }: ExplainOptions): string {
  const sentences = [
    translate(`rule.${result.rule}`, placedValues(result, translate)),
    translate(`precision.${result.precision}`, { radiusKm: kilometres(result.radiusM) }),
  ];
  const rail = result.linearReference;
  if (rail !== null) {
    const corridor = corridorName?.(rail.corridorId) ?? rail.corridorId;
    sentences.push(translate('rail', { corridor, km: Math.round(rail.km) }));
  }
  const others = namesOf(result.alternatives, translate);
  if (others !== '' && !isBetween(result)) sentences.push(translate('alternatives', { names: others }));
  return sentences.join(' ');
}

function isBetween({ matches }: Geocoded): boolean {
  return matches.some(({ role }) => role === 'between');
}

function placedValues(result: Geocoded, translate: Translate): Record<string, string> {
  const place = result.matches.find(
    ({ role }) => role === 'place' || role === 'near' || role === 'municipality',
  );
  const state = result.matches.find(({ role }) => role === 'state');
  const context = result.matches.find(
    (match) => match !== place && (match.role === 'municipality' || match.role === 'near'),
  );
  const [a, b] = result.matches.filter(({ role }) => role === 'between');
  return {
    text: place?.text ?? state?.text ?? '',
    place: place === undefined ? '' : named(place, translate),
    context: context?.name ?? '',
    state: stateName(result.stateCode) ?? '',
    a: a?.name ?? '',
    b: b?.name ?? '',
  };
}

function explainAmbiguous(result: Ambiguous, translate: Translate): string {
  const place = result.matches.find(({ role }) => role === 'place');
  return translate(`ambiguous.${result.reason}`, {
    text: place?.text ?? '',
    states: result.matches
      .filter(({ role }) => role === 'state')
      .map(({ name }) => name)
      .join(', '),
    names: namesOf(result.candidates, translate),
  });
}

function named(match: Match, translate: Translate): string {
  const state = stateName(match.stateCode);
  return state === undefined ? match.name : translate('placeInState', { place: match.name, state });
}

function namesOf(candidates: readonly Candidate[], translate: Translate): string {
  const names = candidates.map(({ name, stateCode }) => {
    const state = stateName(stateCode);
    return state === undefined || state === name ? name : translate('placeInState', { place: name, state });
  });
  return [...new Set(names)].slice(0, MAX_NAMED).join('; ');
}

function stateName(code: string): string | undefined {
  return STATES.find((state) => state.code === code)?.name;
}

/** One decimal under 10 km, none above. */
function kilometres(metres: number): number {
  return metres < 10_000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000);
}
