import { randomStream } from '../../random.ts';
import { type PredictiveAccuracy, predictiveAccuracy } from '../predictive-accuracy.ts';
import { BACKTEST_METHODS, type BacktestMethod } from './methods.ts';

/** Shares of the area or length that are watched. */
export const BACKTEST_COVERAGES = [0.01, 0.02, 0.05, 0.1, 0.2] as const;

/** The verdict is about this share, chosen before looking: what a handful of patrols can watch. */
export const MAIN_COVERAGE = 0.05;

/** One window's forecasts and what then happened, by unit. */
export interface ScoredWindow {
  name: string;
  scores: Partial<Record<BacktestMethod, Float64Array>>;
  happened: Float64Array;
}

export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** How a method did at a coverage over all windows: totals, so that a month of three incidents weighs as three. */
export interface MethodAccuracy {
  method: BacktestMethod;
  coverage: number;
  hits: number;
  total: number;
  /** 95 % intervals by resampling the windows. */
  hitRate: Interval;
  pai: Interval;
  pei: Interval;
  /** Hit rate minus that of the naive map in the same windows. */
  againstNaive: Interval;
  /** Windows with more, as many and fewer hits than the naive map, by name. */
  won: string[];
  tied: string[];
  lost: string[];
}

/** Whether anything beats the naive map at the main coverage. */
export interface Verdict {
  coverage: number;
  /** Methods whose interval of the difference lies above 0, the widest margin first; all methods' chance together 5 %. */
  better: BacktestMethod[];
  worse: BacktestMethod[];
}

export interface BacktestSummary {
  windows: string[];
  /** Months in which nothing happened: they can't tell methods apart. */
  empty: string[];
  units: number;
  extent: number;
  methods: MethodAccuracy[];
  verdict: Verdict;
}

const LEVEL = 0.95;

interface Cell {
  hits: number;
  total: number;
  areaShare: number;
  bestPai: number;
}

/**
 * Accuracy of all methods over rolling origins: PAI (Chainey, Tompson & Uhlig 2008), PEI (Hunt 2016), hit rate; with
 * intervals by resampling the windows, and the differences to the naive map window by window (paired).
 * @returns null where in no window anything happened
 */
export function summariseBacktest(
  windows: readonly ScoredWindow[],
  extent: Float64Array,
  { seed, resamples }: { seed: number; resamples: number },
): BacktestSummary | null {
  const told = windows.filter(({ happened }) => happened.some((count) => count > 0));
  if (told.length === 0) return null;
  const known = BACKTEST_METHODS.filter((method) => told.every(({ scores }) => scores[method]));
  const draws = drawWindows(told.length, seed, resamples);
  const methods: MethodAccuracy[] = [];
  let verdict: Verdict = { coverage: MAIN_COVERAGE, better: [], worse: [] };
  for (const coverage of BACKTEST_COVERAGES) {
    const cells = new Map(
      known.map((method) => [method, told.map((window) => cellOf(window, method, coverage, extent))]),
    );
    const naive = cells.get('naive')!;
    for (const [method, own] of cells) {
      const names = (isSo: (ours: number, theirs: number) => boolean) =>
        told.filter((_, w) => isSo(own[w]!.hits, naive[w]!.hits)).map(({ name }) => name);
      methods.push({
        method,
        coverage,
        hits: sum(own, (cell) => cell.hits),
        total: sum(own, (cell) => cell.total),
        hitRate: interval(draws, (w) => hitRate(pick(own, w))),
        pai: interval(draws, (w) => pai(pick(own, w))),
        pei: interval(draws, (w) => pei(pick(own, w))),
        againstNaive: interval(draws, (w) => hitRate(pick(own, w)) - hitRate(pick(naive, w))),
        won: names((ours, theirs) => ours > theirs),
        tied: names((ours, theirs) => ours === theirs),
        lost: names((ours, theirs) => ours < theirs),
      });
    }
    if (coverage === MAIN_COVERAGE) verdict = verdictOf(cells, draws);
  }
  return {
    windows: told.map(({ name }) => name),
    empty: windows.filter((window) => !told.includes(window)).map(({ name }) => name),
    units: extent.length,
    extent: extent.reduce((total, value) => total + value, 0),
    methods,
    verdict,
  };
}

function cellOf(
  { scores, happened }: ScoredWindow,
  method: BacktestMethod,
  coverage: number,
  extent: Float64Array,
): Cell {
  const found = predictiveAccuracy(scores[method]!, happened, coverage, extent);
  if (found.status === 'answered') return kept(found.value);
  // So few units that not one of them is nearer to the coverage than none: nothing is watched, nothing is hit.
  if (found.reason === 'bad-parameter') {
    return { hits: 0, total: happened.reduce((a, b) => a + b, 0), areaShare: 0, bestPai: 0 };
  }
  throw new Error(`a backtest made a bad input: ${JSON.stringify(found)}`);
}

const kept = ({ hits, total, areaShare, bestPai }: PredictiveAccuracy): Cell => ({
  hits,
  total,
  areaShare,
  bestPai,
});

/** Windows with replacement, the first draw being the windows as they are. */
function drawWindows(count: number, seed: number, resamples: number): Int32Array[] {
  const asTheyAre = Int32Array.from({ length: count }, (_, w) => w);
  return [
    asTheyAre,
    ...Array.from({ length: resamples }, (_, resample) => {
      const random = randomStream(seed, resample);
      return asTheyAre.map(() => random.below(count));
    }),
  ];
}

const pick = (cells: readonly Cell[], windows: Int32Array): Cell[] => Array.from(windows, (w) => cells[w]!);
const sum = (cells: readonly Cell[], of: (cell: Cell) => number): number =>
  cells.reduce((total, cell) => total + of(cell), 0);

const hitRate = (cells: readonly Cell[]): number =>
  sum(cells, (cell) => cell.hits) / sum(cells, (cell) => cell.total);

/** The windows' indices, each by its incidents. */
function pai(cells: readonly Cell[]): number {
  const weighted = sum(cells, ({ hits, areaShare }) => (areaShare > 0 ? hits / areaShare : 0));
  return weighted / sum(cells, (cell) => cell.total);
}

function pei(cells: readonly Cell[]): number {
  const best = sum(cells, ({ bestPai, total }) => bestPai * total) / sum(cells, (cell) => cell.total);
  return best > 0 ? pai(cells) / best : 0;
}

/** The value for the windows as they are, and the quantiles over the resampled ones. */
function interval(
  draws: readonly Int32Array[],
  of: (windows: Int32Array) => number,
  level = LEVEL,
): Interval {
  const [first, ...rest] = draws;
  const values = Float64Array.from(rest, of).sort();
  const at = (share: number) =>
    values.length === 0
      ? of(first!)
      : values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
  return { value: of(first!), low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

function verdictOf(
  cells: ReadonlyMap<BacktestMethod, readonly Cell[]>,
  draws: readonly Int32Array[],
): Verdict {
  const naive = cells.get('naive')!;
  const others = [...cells].filter(([method]) => method !== 'naive');
  // Bonferroni: with several methods one would beat the naive map by chance.
  const level = 1 - (1 - LEVEL) / Math.max(1, others.length);
  const judged = others
    .map(([method, own]) => ({
      method,
      ...interval(draws, (w) => hitRate(pick(own, w)) - hitRate(pick(naive, w)), level),
    }))
    .sort((a, b) => b.value - a.value);
  return {
    coverage: MAIN_COVERAGE,
    better: judged.filter(({ low }) => low > 0).map(({ method }) => method),
    worse: judged.filter(({ high }) => high < 0).map(({ method }) => method),
  };
}
