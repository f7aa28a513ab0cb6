import type { Option } from './candidates.ts';
import { type Finest, ONE_AREA_M } from './finest.ts';
import { matchesOf, matchOf, stateMatches } from './matches.ts';
import { builtExtentM, radiusFor } from './radius.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { distanceM } from './sphere.ts';
import type { StateChoice } from './state-choice.ts';
import type { Ambiguous, Candidate } from './types.ts';

const MAX_CANDIDATES = 6;
const FITTEST = 2.6;

/** Ambiguous when the finest name means several places far apart and nothing in the text tells which. */
export function homonyms(finest: Finest): Ambiguous | undefined {
  const { chosen, rivals, mention } = finest;
  if (rivals.every((rival) => distanceM(rival.place, chosen.place) <= ONE_AREA_M)) return undefined;
  return {
    status: 'ambiguous',
    reason: 'homonyms',
    matches: matchesOf([matchOf(mention.text, chosen.place, 'place')]),
    rule: 'locality',
    score: scoreOf(chosen),
    candidates: [chosen, ...rivals].slice(0, MAX_CANDIDATES).map(toCandidate),
  };
}

/** Ambiguous when what the text or the row names cannot both be true: the places and the states as candidates. */
export function contradictory(
  reason: 'states-contradict' | 'place-not-in-state' | 'place-not-on-river' | 'route-only',
  hintState: string,
  choice: StateChoice,
  reference: ReferenceIndex,
): Ambiguous {
  const options = choice.resolved.map(({ options }) => options[0]!);
  const codes = new Set([...choice.allowed.states, hintState].filter((code) => code !== ''));
  const states = [...codes].flatMap((code): Candidate[] => {
    const state = reference.states.get(code);
    if (state === undefined) return [];
    const { lon, lat, name, radiusM } = state;
    return [
      {
        lon,
        lat,
        precision: 'state',
        radiusM: radiusFor('state', radiusM),
        stateCode: code,
        toponymId: `state:${code}`,
        name,
        score: 0.3,
      },
    ];
  });
  return {
    status: 'ambiguous',
    reason,
    matches: matchesOf([
      ...choice.resolved.map(({ mention, options: [first] }) => matchOf(mention.text, first!.place, 'place')),
      ...stateMatches(choice.states, reference.states),
    ]),
    rule: 'locality',
    score: 0.2,
    candidates: [...options.map(toCandidate), ...states].slice(0, MAX_CANDIDATES),
  };
}

function scoreOf(option: Option): number {
  return Math.round(Math.max(0.05, Math.min(1, option.total / FITTEST)) * 100) / 100;
}

/** A meaning of a name as the answer lists it. */
export function toCandidate(option: Option): Candidate {
  const { place } = option;
  return {
    lon: place.lon,
    lat: place.lat,
    precision: place.kind === 'municipality' ? 'municipality' : 'locality',
    radiusM: radiusFor('locality', builtExtentM(place)),
    stateCode: place.stateCode,
    toponymId: place.id,
    name: place.name,
    score: scoreOf(option),
  };
}
