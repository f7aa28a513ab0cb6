import type { Geocoder, Toponym } from '../../domain/geocoding/types.ts';
import { STATES } from '../../domain/states.ts';

/**
 * The lookup that the geocoder must beat: the longest gazetteer name that the text contains, in the named state if
 * one is named, the most peopled of several. Written for comparison only.
 */
export function naiveGeocoder(toponyms: readonly Toponym[]): Geocoder {
  const byName = new Map<string, Toponym[]>();
  for (const toponym of toponyms) {
    if (toponym.countryCode !== 'MX') continue;
    for (const name of [toponym.name, ...toponym.otherNames]) {
      const key = plain(name);
      const list = byName.get(key);
      if (list === undefined) byName.set(key, [toponym]);
      else list.push(toponym);
    }
  }
  const states = STATES.map(({ code, name }) => ({ code, key: plain(name) }));
  return {
    geocode: (text) => {
      const folded = plain(text);
      const state = states.find(({ key }) => ` ${folded} `.includes(` ${key} `));
      const words = folded.split(' ');
      const spans: string[] = [];
      for (let first = 0; first < words.length; first++)
        for (let last = first + 1; last <= Math.min(words.length, first + 6); last++)
          spans.push(words.slice(first, last).join(' '));
      for (const name of spans.sort((a, b) => b.length - a.length)) {
        if (name.length < 4 || name === state?.key || name === 'mexico') continue;
        const found = (byName.get(name) ?? []).filter(
          (toponym) => state === undefined || toponym.stateCode === state.code,
        );
        const best = found.sort((a, b) => b.population - a.population)[0];
        if (best !== undefined) return placedAt(best);
      }
      return { status: 'unmatched', reason: 'no-toponym' };
    },
  };
}

function placedAt(toponym: Toponym): ReturnType<Geocoder['geocode']> {
  return {
    status: 'placed',
    lon: toponym.lon,
    lat: toponym.lat,
    precision: 'locality',
    radiusM: 10_000,
    stateCode: toponym.stateCode,
    countryCode: toponym.countryCode,
    matches: [],
    rule: 'longest-name',
    score: 1,
    linearReference: null,
    alternatives: [],
  };
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
