import type { ExpressionSpecification, LineLayerSpecification } from 'maplibre-gl';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import type { Palette } from './palette.ts';

/** Lower ends of the ramp's steps: nothing, a third of the network's mean, the mean, three and nine times it. */
export const SCORE_STEPS = [0, 25, 50, 75, 90] as const;

/** What the layers here need to know of a stretch, as properties of its line. */
export function riskProperties(risk: SegmentsRisk['stretches'][number] | undefined): {
  status: string;
  score: number;
  high: number;
} {
  return {
    status: risk?.status ?? '',
    score: risk?.score?.value ?? -1,
    high: risk?.score?.high ?? -1,
  };
}

/**
 * The score of stretches under the track: colour and width by the score, a lighter sleeve as wide as its interval's
 * upper end, and a hatch across the line where there is no data.
 */
export function riskLayers(palette: Palette): LineLayerSpecification[] {
  const scored: Pick<LineLayerSpecification, 'type' | 'source' | 'filter' | 'layout'> = {
    type: 'line',
    source: 'stretches',
    filter: ['>=', ['get', 'score'], 0],
    layout: { 'line-join': 'round', 'line-sort-key': ['get', 'score'] },
  };
  return [
    {
      ...scored,
      id: 'rail-sleeve',
      paint: { 'line-color': ramp(palette), 'line-opacity': 0.32, 'line-width': width('high') },
    },
    { ...scored, id: 'rail-risk', paint: { 'line-color': ramp(palette), 'line-width': width('score') } },
    {
      type: 'line',
      source: 'stretches',
      id: 'rail-no-data',
      filter: ['==', ['get', 'status'], 'no-data'],
      paint: {
        'line-color': palette.noData,
        'line-width': ['interpolate', ['linear'], ['zoom'], 3, 5, 6, 9, 10, 14],
        'line-dasharray': [0.2, 0.35],
      },
    },
  ];
}

function ramp({ riskRamp }: Palette): ExpressionSpecification {
  const [, ...limits] = SCORE_STEPS;
  const steps = limits.flatMap((limit, i) => [limit, riskRamp[i + 1] as string]);
  return ['step', ['get', 'score'], riskRamp[0], ...steps];
}

/** From a hairline at 0 to a broad band at 100, broader as one comes nearer. */
function width(property: 'score' | 'high'): ExpressionSpecification {
  const at = (least: number, most: number): ExpressionSpecification => [
    '+',
    least,
    ['*', ['/', ['get', property], 100], most - least],
  ];
  return ['interpolate', ['linear'], ['zoom'], 3, at(1, 7), 4.6, at(1.5, 11), 7, at(2, 16), 10, at(3, 24)];
}
