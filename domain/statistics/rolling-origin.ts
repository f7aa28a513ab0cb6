import { predictiveAccuracy } from './predictive-accuracy.ts';

/** A forecast and the one it is held against, for one window, and what then happened; by unit. */
export interface ForecastWindow {
  /** Such as the first day of the window. */
  name: string;
  forecast: Float64Array;
  naive: Float64Array;
  happened: Float64Array;
}

export interface WindowAccuracy {
  name: string;
  coverage: number;
  /** Prediction accuracy index: hit rate over share of the extent. */
  pai: number;
  naivePai: number;
  hitRate: number;
  naiveHitRate: number;
}

/**
 * Prediction accuracy of forecasts made at one origin after another, each knowing only what came before it, beside a
 * naive forecast. Windows in which nothing happened say nothing, and are left out.
 * @param extent length or area of each unit
 * @param coverages shares of the extent that are watched
 */
export function rollingOrigin(
  windows: readonly ForecastWindow[],
  extent: Float64Array,
  coverages: readonly number[],
): WindowAccuracy[] {
  return windows.flatMap(({ name, forecast, naive, happened }) =>
    coverages.flatMap((coverage) => {
      const ours = predictiveAccuracy(forecast, happened, coverage, extent);
      const theirs = predictiveAccuracy(naive, happened, coverage, extent);
      if (ours.status === 'refused' || theirs.status === 'refused') return [];
      return [
        {
          name,
          coverage,
          pai: ours.value.pai,
          naivePai: theirs.value.pai,
          hitRate: ours.value.hitRate,
          naiveHitRate: theirs.value.hitRate,
        },
      ];
    }),
  );
}
