import loadHighs, { type Highs } from 'highs';
import type { CoverModel } from '../../domain/patrols/cover-model.ts';
import type { SolveModel } from '../../domain/patrols/solve.ts';

let highs: Highs | null = null;

/** Loads the exact solver, HiGHS (Huangfu & Hall 2018) as WebAssembly, once in a thread: some 70 ms. */
export async function loadCoverSolver(): Promise<void> {
  highs ??= await loadHighs();
}

/** Solves with the solver that was loaded; without it that is a bug. */
export const solveCover: SolveModel = (...question) => {
  if (highs === null) throw new Error('the solver is not loaded');
  return solveModel(highs, ...question);
};

/** Steps of progress: thousandths of the time there is. */
const STEPS = 1000;
/** A gap of this share of all weight is rounding, not room for a better plan. */
const NO_GAP = 1e-9;

function solveModel(
  highs: Highs,
  ...[model, start, timeLimitS, keepGoing]: Parameters<SolveModel>
): ReturnType<SolveModel> {
  const columns = model.cost.length;
  const bounded = (values: Float64Array) =>
    values.map((value) => (Number.isFinite(value) ? value : Math.sign(value) * highs.infinity));
  const { objectiveSense, variableType, modelStatus, callbackType } = highs.constants;
  const source = {
    numCols: columns,
    numRows: model.lower.length,
    sense: objectiveSense.maximize,
    colCost: model.cost,
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1),
    rowLower: bounded(model.lower),
    rowUpper: bounded(model.upper),
    matrix: {
      format: 'csr' as const,
      numRows: model.lower.length,
      numCols: columns,
      starts: model.starts,
      indices: model.indices,
      values: model.values,
    },
    integrality: Array.from(model.cost, (_, column) =>
      column < model.siteCount ? variableType.integer : variableType.continuous,
    ),
  };
  return highs.withModel(source, (solver) => {
    solver.options.set({
      output_flag: false,
      time_limit: timeLimitS,
      mip_rel_gap: 0,
      mip_abs_gap: NO_GAP,
      random_seed: 0,
    });
    solver.setSolution({ colValue: columnsOf(model, start) });
    let isCalledOff = false;
    const { modelStatus: status } = solver.run({
      [callbackType.mipInterrupt]: (event) => {
        const share = Math.min(1, (event.data.running_time ?? 0) / timeLimitS);
        if (keepGoing(Math.round(share * STEPS), STEPS)) return;
        isCalledOff = true;
        event.interrupt();
      },
    });
    if (isCalledOff) return null;
    const { colValue } = solver.getSolution();
    const sites: number[] = [];
    for (let site = 0; site < model.siteCount; site++) if ((colValue?.[site] ?? 0) > 0.5) sites.push(site);
    const bound = Number(solver.info.get('mip_dual_bound'));
    return { sites, isOptimal: status === modelStatus.optimal, bound: Number.isFinite(bound) ? bound : 1 };
  });
}

/** A choice of sites as values of all columns: what they reach is covered. */
function columnsOf({ cost, siteCount, starts, indices }: CoverModel, sites: readonly number[]): Float64Array {
  const values = new Float64Array(cost.length);
  for (const site of sites) values[site] = 1;
  for (let row = 0; row + 1 < starts.length; row++) {
    const columns = indices.subarray(starts[row]!, starts[row + 1]!);
    const demand = columns[columns.length - 1]!;
    if (demand >= siteCount && columns.some((column) => values[column] === 1)) values[demand] = 1;
  }
  return values;
}
