import { readScanIncidents } from '../data/scan-incidents.ts';
import { LEAST_DISCLOSURE } from '../domain/access/disclosure.ts';
import { dayNumber } from '../domain/days.ts';
import { SNAP_M } from '../domain/network/rail.ts';
import type { BacktestQuestion } from '../domain/statistics/backtest/backtest.ts';
import { trackUnits } from '../domain/statistics/backtest/track-units.ts';
import type { ApiContext } from './context.ts';
import type { JobControl } from './jobs/jobs.ts';
import { currentStudyArea } from './study-area.ts';

/** A place known less well is in no cell of this size for sure. */
const RADIUS_LIMIT_M = 20_000;
const RESOLUTION = 5;

/**
 * The backtest of all predatory crimes in the database up to a day. It counts only what every reader may know, and
 * is the same for all of them, on the page and at the terminal.
 */
export async function backtestOfDatabase(
  context: Pick<ApiContext, 'database' | 'network' | 'graph'>,
  asOf: string,
  until: string | null,
  seed: number,
  control: JobControl,
): Promise<{
  question: BacktestQuestion;
  unplaced: number;
  tooVague: number;
  undated: number;
  synthetic: number;
}> {
  const { rows, ...left } = await readScanIncidents(
    context.database.pool,
    { asOf, to: asOf, disclosure: { ...LEAST_DISCLOSURE, until } },
    RADIUS_LIMIT_M,
  );
  const { cells } = await currentStudyArea(context, RESOLUTION, until, control);
  const { graph } = context;
  const day = Int32Array.from(rows, (row) => row.day);
  return {
    ...left,
    synthetic: rows.filter((row) => row.synthetic).length,
    question: {
      day,
      lon: Float64Array.from(rows, (row) => row.lon),
      lat: Float64Array.from(rows, (row) => row.lat),
      firstDay: day.reduce((least, other) => Math.min(least, other), dayNumber(asOf)),
      lastDay: dayNumber(asOf),
      cells,
      network: trackUnits(
        graph,
        rows.map(({ corridorId, corridorKm, offsetM }) =>
          corridorId !== null && corridorKm !== null && offsetM !== null && offsetM <= SNAP_M
            ? graph.placeOf(corridorId, corridorKm)
            : null,
        ),
      ),
      seed,
    },
  };
}
