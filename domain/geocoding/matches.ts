import type { Place } from './reference-index.ts';
import type { Match } from './types.ts';

/** A toponym as the part of the answer that the text's words stand for. */
export function matchOf(text: string, place: Place, role: Match['role']): Match {
  return { text, toponymId: place.id, name: place.name, stateCode: place.stateCode, role };
}

/** Without the absent ones and without doubles of one toponym. */
export function matchesOf(matches: readonly (Match | null)[]): Match[] {
  const seen = new Set<string>();
  return matches.filter((match): match is Match => {
    if (match === null || seen.has(match.toponymId)) return false;
    seen.add(match.toponymId);
    return true;
  });
}
