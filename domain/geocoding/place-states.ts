import { matchesOf } from './matches.ts';
import { type Rule, radiusFor } from './radius.ts';
import { type Reading, riverOf } from './reader.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { riverInState } from './river-place.ts';
import type { Point } from './sphere.ts';
import type { StateChoice } from './state-choice.ts';
import type { GeocodeResult, Match } from './types.ts';

const STATE_SCORE = 0.3;
/** Incidents keep less to towns than the gazetteer's places do. */
const STATE_MARGIN = 1.15;

/** The answer for a text that names no place finer than a state. */
export function placeStates(reading: Reading, choice: StateChoice, reference: ReferenceIndex): GeocodeResult {
  const named = [...choice.allowed.states];
  const codes = named.filter((code) => reference.states.has(code));
  if (codes.length === 0 && named.length > 0)
    return { status: 'unmatched', reason: 'state-not-in-gazetteer' };
  if (codes.length === 0) return { status: 'unmatched', reason: reasonForNothing(reading) };
  const matches = matchesOf(
    codes.map((code): Match => {
      const text = choice.states.find((mention) => mention.stateCode === code)?.text ?? '';
      return {
        text,
        toponymId: `state:${code}`,
        name: reference.states.get(code)?.name ?? code,
        stateCode: code,
        role: 'state',
      };
    }),
  );
  const placed = codes.map((code) => placeState(code, reading, reference));
  if (placed.length > 1) {
    return {
      status: 'ambiguous',
      reason: 'several-states',
      matches,
      rule: 'state',
      score: STATE_SCORE,
      candidates: placed.map(({ code, lon, lat, radiusM }) => ({
        lon,
        lat,
        precision: 'state',
        radiusM,
        stateCode: code,
        toponymId: `state:${code}`,
        name: reference.states.get(code)?.name ?? code,
        score: STATE_SCORE,
      })),
    };
  }
  const { code, lon, lat, radiusM, rule } = placed[0]!;
  return {
    status: 'placed',
    lon,
    lat,
    precision: 'state',
    radiusM,
    stateCode: code,
    countryCode: 'MX',
    matches,
    rule,
    score: STATE_SCORE,
    linearReference: null,
    alternatives: [],
  };
}

function placeState(
  code: string,
  reading: Reading,
  reference: ReferenceIndex,
): Point & { code: string; radiusM: number; rule: Rule } {
  const river = riverOf(reading);
  const bank = river < 0 ? undefined : riverInState(river, code, reference.places);
  if (bank !== undefined)
    return {
      code,
      lon: bank.lon,
      lat: bank.lat,
      radiusM: radiusFor('river-in-state', bank.halfM),
      rule: 'river-in-state',
    };
  const state = reference.states.get(code)!;
  return {
    code,
    lon: state.lon,
    lat: state.lat,
    radiusM: radiusFor('state', state.radiusM * STATE_MARGIN),
    rule: 'state',
  };
}

function reasonForNothing(reading: Reading): string {
  if (reading.mentions.some((mention) => mention.river >= 0)) return 'river-only';
  if (reading.mentions.some((mention) => mention.countryCode !== '')) return 'country-only';
  return 'no-toponym';
}
