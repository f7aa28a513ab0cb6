import type { Database, Queryable } from '../data/database.ts';
import type { Decider } from '../data/merge-decisions.ts';
import {
  decidePlace,
  type GivenPlace,
  lockWaitingPlace,
  type PlaceDecision,
  type PlaceRef,
  type WaitingPlace,
} from '../data/place-decisions.ts';
import { cellsOf } from '../domain/cells-of.ts';
import { FILE_CANDIDATE } from '../domain/geocoding/reconcile.ts';
import type { Candidate, GeocodeResult, Match } from '../domain/geocoding/types.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import { referenceOf } from '../domain/network/reference.ts';
import { PLACE_TYPES } from '../domain/taxonomy.ts';
import type { IngestTools } from './ingest-tools.ts';

/** What a person says of a place text. */
export type PlaceAnswer =
  /** One of the places that it may mean, named as the queue lists it. */
  | { action: 'candidate'; toponymId: string; lon: number; lat: number }
  /** The text as it should have been; where it means several places, which of them. */
  | {
      action: 'text';
      text: string;
      stateCode: string;
      pick?: { toponymId: string; lon: number; lat: number };
    }
  | { action: 'point'; lon: number; lat: number; radiusM: number }
  | { action: 'unplaced' };

/** Decides where a place text is, in one transaction; see data/place-decisions.ts. */
export async function answerPlace(
  database: Database,
  ref: PlaceRef,
  answer: PlaceAnswer,
  decider: Decider,
  tools: IngestTools,
  today: string,
  conclude?: (db: Queryable, decision: PlaceDecision) => Promise<void>,
): Promise<PlaceDecision> {
  return database.transaction(async (client) => {
    const waiting = await lockWaitingPlace(client, ref);
    if (!waiting) return { ok: false, reason: 'no-such-place' };
    const place = placeOf(answer, waiting, tools);
    if (place !== null && 'reason' in place) return { ok: false, reason: place.reason };
    const correctedText = answer.action === 'text' ? answer.text : null;
    const choice = { action: answer.action, correctedText, place };
    const decision = await decidePlace(client, ref, waiting, choice, decider, today);
    await conclude?.(client, decision);
    return decision;
  });
}

/** The radius up to which a point that a person set is a locality, a municipality; beyond it is a state. */
const LOCALITY_RADIUS_M = 10_000;
const MUNICIPALITY_RADIUS_M = 50_000;
const EXACT_RADIUS_M = 500;

function placeOf(
  answer: PlaceAnswer,
  waiting: WaitingPlace,
  { geocoder, network }: IngestTools,
): GivenPlace | { reason: 'no-such-candidate' | 'text-not-placed' } | null {
  if (answer.action === 'unplaced') return null;
  if (answer.action === 'point') {
    const { lon, lat, radiusM } = answer;
    const at = { lon, lat, radiusM, precision: precisionOf(radiusM), rule: 'decided-point', score: null };
    return given(at, [], network);
  }
  if (answer.action === 'candidate') {
    const chosen = waiting.candidates.find((one) => isNamed(one, answer));
    if (!chosen) return { reason: 'no-such-candidate' };
    const isFile = chosen.toponymId === FILE_CANDIDATE;
    const matches = isFile ? [] : [matchOf(chosen, waiting.text)];
    return given({ ...chosen, rule: isFile ? 'decided-file' : 'decided-candidate' }, matches, network);
  }
  const said = geocoder.geocode(answer.text, answer.stateCode ? { stateCode: answer.stateCode } : {});
  if (said.status === 'placed' && !answer.pick) {
    return given({ ...said, rule: 'decided-text' }, said.matches, network, said);
  }
  if (said.status === 'unmatched' || !answer.pick) return { reason: 'text-not-placed' };
  const { pick } = answer;
  const among = said.status === 'ambiguous' ? said.candidates : said.alternatives;
  const chosen = among.find((one) => isNamed(one, pick));
  if (!chosen) return { reason: 'no-such-candidate' };
  return given({ ...chosen, rule: 'decided-text' }, [matchOf(chosen, answer.text)], network);
}

function given(
  at: Pick<GivenPlace, 'lon' | 'lat' | 'radiusM' | 'precision' | 'rule' | 'score'>,
  matches: readonly Match[],
  network: RailNetwork,
  said?: Extract<GeocodeResult, { status: 'placed' }>,
): GivenPlace {
  const { lon, lat, radiusM, precision, rule, score } = at;
  const onNetwork = Object.fromEntries(
    PLACE_TYPES.flatMap((placeType) => {
      const reference = referenceOf(network, { lon, lat, radiusM, placeType, said: said?.linearReference });
      return reference ? [[placeType, reference]] : [];
    }),
  );
  return { lon, lat, radiusM, precision, rule, score, matches, cells: cellsOf(lon, lat), onNetwork };
}

function isNamed(one: Candidate, named: { toponymId: string; lon: number; lat: number }): boolean {
  return one.toponymId === named.toponymId && one.lon === named.lon && one.lat === named.lat;
}

function matchOf({ toponymId, name, stateCode }: Candidate, text: string): Match {
  return { text, toponymId, name, stateCode, role: 'place' };
}

function precisionOf(radiusM: number): GivenPlace['precision'] {
  if (radiusM <= EXACT_RADIUS_M) return 'exact';
  if (radiusM <= LOCALITY_RADIUS_M) return 'locality';
  return radiusM <= MUNICIPALITY_RADIUS_M ? 'municipality' : 'state';
}
