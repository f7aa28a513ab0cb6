import type { NearTown } from '../../data/patrols/basis.ts';
import type { PinnedIncident } from '../../data/stretch-incidents.ts';
import type { NetworkGraph } from '../../domain/network/graph.ts';
import type { Stretch } from '../../domain/network/stretches.ts';
import type { PatrolBase } from '../../domain/patrols/ground.ts';
import type { PlannedPosition } from '../../domain/patrols/plan.ts';
import { type KmRange, mergeRanges } from '../../domain/patrols/ranges.ts';
import type { PatrolPosition, PatrolResult } from '../contract-patrols.ts';
import type { AssumedPatrols } from '../jobs/patrol-task.ts';
import type { PatrolContext } from './plan.ts';

/** What the positions of a plan are told with. */
export interface PositionFacts {
  bases: readonly PatrolBase[];
  speedKmh: number;
  /** INEGI code of the state of every lixel. */
  states: readonly string[];
  /** By position. */
  towns: readonly NearTown[][];
  /** The crimes that the estimate rests on, as far as they are pinned. */
  pinned: readonly PinnedIncident[];
}

/** Stretches told where most stays uncovered. */
const UNCOVERED_TOLD = 15;

/** A plan under one assumption as it is answered: with names, km posts, towns and lines. */
export function patrolResult(
  context: PatrolContext,
  planned: AssumedPatrols,
  facts: PositionFacts,
): PatrolResult {
  const { graph } = context;
  const { perYear, coveredPerYear, covered, coveredPart, stretchPerYear } = planned;
  const lixelOf = pinnedLixels(graph, facts.pinned);
  const fromBase = ranksFromBase(planned.positions);
  const stretches = graph.stretches.map((stretch, s) => ({
    stretch,
    perYear: stretchPerYear[s] ?? null,
    covered: coveredPart[s]!,
  }));
  const withData = stretches.flatMap((one) =>
    one.perYear === null
      ? []
      : [{ ...one, perYear: one.perYear, uncovered: one.perYear * (1 - one.covered) }],
  );
  const noData = stretches.filter((one) => one.perYear === null).map(({ stretch }) => stretch);
  return {
    assumption: planned.assumption,
    incidents: planned.incidents,
    perYear,
    coveredPerYear,
    covered,
    proof: { ...planned.proof, milliseconds: Math.round(planned.milliseconds) },
    positions: planned.positions.map((position, i) => ({
      order: i + 1,
      ...aboutPosition(context, position, facts, perYear.value),
      towns: [...facts.towns[i]!],
      fromBase: fromBase[i]!,
      crimes: planned.crimes[i]!,
      ...timesOf(position, facts.pinned, lixelOf),
    })),
    idleUnits: planned.idleUnits,
    ways: planned.ways,
    uncovered: {
      perYear: {
        value: perYear.value - coveredPerYear.value,
        low: perYear.value * (1 - covered.high),
        high: perYear.value * (1 - covered.low),
      },
      stretches: withData
        .sort((a, b) => b.uncovered - a.uncovered)
        .slice(0, UNCOVERED_TOLD)
        .map((one) => ({
          ...named(context, one.stretch),
          perYear: one.perYear,
          uncoveredPerYear: one.uncovered,
          covered: one.covered,
        })),
      noDataKm: noData.reduce((sum, { lengthKm }) => sum + lengthKm, 0),
      noData: noData.map((stretch) => ({ ...named(context, stretch), lengthKm: stretch.lengthKm })),
    },
  };
}

function named({ corridors }: PatrolContext, stretch: Stretch) {
  const { id, corridorId, fromStation, toStation, fromKm, toKm } = stretch;
  const corridorName = corridors.find((corridor) => corridor.id === corridorId)?.name ?? corridorId;
  return { stretchId: id, corridorId, corridorName, fromStation, toStation, fromKm, toKm };
}

function aboutPosition(
  context: PatrolContext,
  position: PlannedPosition,
  { bases, states, speedKmh }: PositionFacts,
  allPerYear: number,
) {
  const { graph } = context;
  const { site, travelKm, hoursThere, reachKm, perYear, addsPerYear } = position;
  const stretch = graph.stretches[site.stretch]!;
  const base = bases[position.base]!;
  const ranges = rangesOf(graph, position.lixels);
  return {
    ...named(context, stretch),
    mode: stretch.mode,
    km: site.km,
    lon: site.lon,
    lat: site.lat,
    stateCode: states[graph.lixelAt(site.place)]!,
    base: { name: base.name, lon: base.lon, lat: base.lat },
    travelKm,
    travelHours: travelKm / speedKmh,
    hoursThere,
    reachKm,
    perYear,
    addsPerYear,
    addsShare: Math.min(1, addsPerYear / allPerYear),
    lines: ranges.map(({ corridorId, fromKm, toKm }) =>
      graph.line(graph.corridorIds.indexOf(corridorId), fromKm, toKm),
    ),
    ranges,
  } satisfies Partial<PatrolPosition>;
}

/** The track within reach, as km of the corridors whose it is. */
function rangesOf({ lixels, edges, corridorIds }: NetworkGraph, within: Int32Array): KmRange[] {
  return mergeRanges(
    Array.from(within, (lixel) => ({
      corridorId: corridorIds[edges.corridor[lixels.edge[lixel]!]!]!,
      fromKm: lixels.fromKm[lixel]!,
      toKm: lixels.toKm[lixel]!,
    })),
  );
}

/** The place of each position among those of the same base, the nearest first. */
function ranksFromBase(positions: readonly PlannedPosition[]): number[] {
  return positions.map(
    ({ base, travelKm }, at) =>
      1 +
      positions.filter(
        (other, i) =>
          other.base === base && (other.travelKm < travelKm || (other.travelKm === travelKm && i < at)),
      ).length,
  );
}

function pinnedLixels(graph: NetworkGraph, pinned: readonly PinnedIncident[]): (number | null)[] {
  return pinned.map(({ corridorId, km }) => {
    const place = graph.placeOf(corridorId, km);
    return place && graph.lixelAt(place);
  });
}

/** When the crimes within reach happened, as far as it is known. */
function timesOf(
  { lixels }: PlannedPosition,
  pinned: readonly PinnedIncident[],
  lixelOf: readonly (number | null)[],
): Pick<PatrolPosition, 'months' | 'weekdays' | 'monthsUnknown'> {
  const within = new Set(lixels);
  const months = new Array<number>(12).fill(0);
  const weekdays = new Array<number>(7).fill(0);
  let monthsUnknown = 0;
  pinned.forEach(({ day, hasMonth, hasDay }, i) => {
    const lixel = lixelOf[i];
    if (lixel === null || lixel === undefined || !within.has(lixel)) return;
    const date = new Date(`${day}T00:00:00Z`);
    if (hasMonth) months[date.getUTCMonth()]!++;
    else monthsUnknown++;
    if (hasDay) weekdays[(date.getUTCDay() + 6) % 7]!++;
  });
  return { months, weekdays, monthsUnknown };
}
