import type { DayWindow } from '../timeline/dayWindow.ts';
import { countsWithin, type SpotLayers, type Spots } from './spots.ts';

/** A day that no window reaches. */
const NEVER = 1_000_000;
/** Spots as they are in a window; the columns are the same objects as long as they hold. */
export interface SpotsInWindow {
  spots: Spots;
  /** Incidents of the window in each spot that is shown. */
  sizes: Uint32Array;
  /** First and last day by turns, for the GPU. */
  days: Float32Array;
}

/**
 * Keeps what the GPU has as long as it holds: a spot of one incident is shown or hidden by its days alone, and
 * moving the window sends nothing but its two ends. Only where incidents share a place the mark's size is counted
 * anew, and the columns are sent again when a count has changed.
 */
export class TimedSpots {
  private readonly spots: Spots;
  private readonly shared: number[] = [];
  private current: SpotsInWindow;

  constructor(spots: Spots) {
    this.spots = spots;
    const days = new Float32Array(2 * spots.length);
    for (let i = 0; i < spots.length; i++) {
      const [start, end] = this.span(i);
      days[2 * i] = spots.firstDays[start] as number;
      days[2 * i + 1] = spots.lastDays[end - 1] as number;
      if (end - start > 1) this.shared.push(i);
    }
    this.current = { spots, sizes: spots.counts, days };
  }

  at(window: DayWindow): SpotsInWindow {
    const counts = countsWithin(this.spots, window);
    const { sizes, days } = this.current;
    if (this.shared.every((i) => counts[i] === sizes[i])) return this.current;
    const nextSizes = sizes.slice();
    const nextDays = days.slice();
    for (const i of this.shared) {
      nextSizes[i] = counts[i] as number;
      // Incidents before and after the window, and none in it: no single span of days can say that.
      nextDays[2 * i] = counts[i] === 0 ? NEVER : (this.spots.firstDays[this.span(i)[0]] as number);
    }
    this.current = { spots: this.spots, sizes: nextSizes, days: nextDays };
    return this.current;
  }

  private span(i: number): [number, number] {
    return [this.spots.offsets[i] as number, this.spots.offsets[i + 1] as number];
  }
}

/** The four groups of spots, each kept as it was sent to the GPU. */
export class TimedLayers {
  private readonly layers: Record<keyof SpotLayers, TimedSpots>;

  constructor({ incidents, areas, hazards, hazardAreas }: SpotLayers) {
    this.layers = {
      incidents: new TimedSpots(incidents),
      areas: new TimedSpots(areas),
      hazards: new TimedSpots(hazards),
      hazardAreas: new TimedSpots(hazardAreas),
    };
  }

  at(name: keyof SpotLayers, window: DayWindow): SpotsInWindow {
    return this.layers[name].at(window);
  }
}
