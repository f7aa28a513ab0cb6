import type { Place } from './places.ts';
import type { Mention } from './reader.ts';
import type { StatePlace } from './state-index.ts';
import type { LinearReference, Match } from './types.ts';

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

/** The states that the text names. */
export function stateMatches(mentions: readonly Mention[], states: ReadonlyMap<string, StatePlace>): Match[] {
  return mentions.map(({ text, stateCode }) => {
    const name = states.get(stateCode)?.name ?? text;
    return { text, toponymId: `state:${stateCode}`, name, stateCode, role: 'state' };
  });
}

/** The corridor whose track the text speaks of. */
export function trackMatch(reference: LinearReference | null): Match | null {
  if (reference === null) return null;
  const { corridorId } = reference;
  return { text: '', toponymId: `corridor:${corridorId}`, name: corridorId, stateCode: '', role: 'corridor' };
}
