import { type ReleaseMonth, readReleasedRange, readReleaseMonths } from '../data/release/release-months.ts';
import { CLOSING_DAYS } from '../domain/release/closing.ts';
import {
  RELEASE_GROUPS,
  type ReleasedCell,
  type ReleaseGroup,
  releaseKey,
} from '../domain/release/lattice.ts';
import { STATES } from '../domain/states.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import type { ReleaseAnswer, ReleaseCell, ReleaseQuery } from './contract-release.ts';
import { aboutStretch } from './network-risk.ts';

const DEFAULT_MONTHS = 12;

/** Whether readers of releases are shown invented ones: only where nothing else is loaded. */
export function releasesSynthetic({ incidents, synthetic }: CurrentStatus): boolean {
  return synthetic > 0 && incidents === synthetic;
}

/** What of the stored releases a question chooses. */
export async function chooseRelease(
  context: ApiContext,
  query: ReleaseQuery,
  status: CurrentStatus,
): Promise<ReleaseAnswer> {
  const { pool } = context.database;
  const synthetic = releasesSynthetic(status);
  const { first: firstMonth, last: lastMonth } = await readReleasedRange(pool, synthetic);
  const to = query.to ? `${query.to}-01` : (lastMonth ?? '1970-01-01');
  const from = query.from ? `${query.from}-01` : monthsBefore(to, DEFAULT_MONTHS - 1);
  const months = await readReleaseMonths(pool, synthetic, from, to);
  const cells = months.flatMap((month) => (month.withdrawnAt ? [] : cellsOf(month, query)));
  const stretchIds = new Set(cells.flatMap(({ kind, place }) => (kind === 'stretch' ? [place] : [])));
  return {
    // What holds of all that is shown: a month keeps the k that it was released with.
    k: Math.min(context.fewestDisclosed, ...months.map(({ k }) => k)),
    closingDays: CLOSING_DAYS,
    synthetic,
    firstMonth: firstMonth?.slice(0, 7) ?? null,
    lastMonth: lastMonth?.slice(0, 7) ?? null,
    months: months.map(({ month, releasedAt, withdrawnAt }) => ({
      month: month.slice(0, 7),
      releasedAt: releasedAt.toISOString(),
      withdrawn: withdrawnAt !== null,
    })),
    stretches: context.graph.stretches
      .filter(({ id }) => stretchIds.has(id))
      .map((stretch) => {
        const { id, corridorName, fromStation, toStation } = aboutStretch(context, stretch);
        return { id, corridorName, fromStation, toStation };
      }),
    cells,
  };
}

/** All cells of a month that are asked for, those that are not published too. */
function cellsOf(month: ReleaseMonth, query: ReleaseQuery): ReleaseCell[] {
  const counts = new Map(month.cells.map((cell) => [releaseKey(cell), cell.count]));
  const noData = new Set([...month.quietStates, ...month.silentStates]);
  const groups = RELEASE_GROUPS.filter((group) => !query.group?.length || query.group.includes(group));
  const cell = ({ kind, place }: Pick<ReleasedCell, 'kind' | 'place'>, group: ReleaseGroup): ReleaseCell => {
    const count = counts.get(releaseKey({ kind, place, group })) ?? null;
    const missing = kind === 'state' && noData.has(place) ? 'no-data' : 'withheld';
    return {
      month: month.month.slice(0, 7),
      kind,
      place,
      group,
      status: count === null ? missing : 'published',
      count,
    };
  };
  return placesOf(month, query).flatMap((place) => groups.map((group) => cell(place, group)));
}

function placesOf(
  { cells }: ReleaseMonth,
  { kind, state, stretch }: ReleaseQuery,
): Pick<ReleasedCell, 'kind' | 'place'>[] {
  const wants = (one: ReleasedCell['kind']) => {
    if (kind?.length) return kind.includes(one);
    // A place that is named asks for its kind alone.
    return one === 'state'
      ? stretch === undefined
      : one === 'stretch'
        ? !state?.length
        : !state?.length && !stretch;
  };
  const states = STATES.filter(({ code }) => !state?.length || state.includes(code));
  const published = new Set(cells.flatMap((cell) => (cell.kind === 'stretch' ? [cell.place] : [])));
  const stretches = stretch === undefined ? [...published].sort() : [stretch];
  return [
    ...(wants('nation') ? [{ kind: 'nation' as const, place: '' }] : []),
    ...(wants('state') ? states.map(({ code }) => ({ kind: 'state' as const, place: code })) : []),
    ...(wants('stretch') ? stretches.map((id) => ({ kind: 'stretch' as const, place: id })) : []),
  ];
}

function monthsBefore(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}
