import { heatChart } from '../../charts/heat.ts';
import { intervalChart } from '../../charts/intervals.ts';
import { PLACE_TYPES } from '../../taxonomy.ts';
import { RAIL_BANDS, type RailBand } from '../bands.ts';
import { countByPair } from '../brush.ts';
import { railShares, type StateRailCounts } from '../rail-share.ts';
import { type Figure, type FigureContext, measureText, sourceText, sumOf } from './figure.ts';

/** Bands of places known to 1 km, of those known to 1 or 5 km, and of what is farther than the last distance. */
const EXACT: readonly RailBand[] = ['rail1', 'rail5', 'rail10', 'far'];
const EITHER: readonly RailBand[] = [...EXACT, 'town5', 'town10', 'townFar'];
const FAR: readonly RailBand[] = ['far', 'townFar'];

/** Crimes near the rail against what chance placement in the same states would give. */
export function railFigure(context: FigureContext): Figure {
  const { cube, brushed, words, facts, width } = context;
  const counts = countByPair(cube, brushed, ['state', 'rail'], ['rail']);
  const bands = RAIL_BANDS.length;
  const byState = cube.dimensions.state.words.map((stateCode, at): StateRailCounts => {
    const sum = (words: readonly RailBand[]) =>
      sumOf(words.map((word) => counts[at * bands + RAIL_BANDS.indexOf(word)]!));
    return {
      stateCode,
      of: [sum(EXACT), sum(EITHER), sum(EITHER)],
      within: [
        sum(['rail1']),
        sum(['rail1', 'rail5', 'town5']),
        sum(EITHER.filter((word) => !FAR.includes(word))),
      ],
    };
  });
  const chance = new Map(facts.railChance.map(({ stateCode, shares }) => [stateCode, shares]));
  const shares = railShares(byState, chance);
  const all = sumOf(counts);
  const middle = shares[1]!;
  const n = middle.of;
  const title =
    n === 0
      ? words.t('patterns:figure.railShare.none')
      : words.t(
          `patterns:figure.railShare.${middle.p < 0.05 ? (middle.observed.share > middle.expected.share ? 'more' : 'fewer') : 'chance'}`,
          {
            km: middle.km,
            observed: words.percent(middle.observed.share),
            expected: words.percent(middle.expected.share),
          },
        );
  return {
    id: 'rail-share',
    title,
    measure: measureText(context, n),
    chart:
      n === 0
        ? null
        : intervalChart(
            // Of what nothing is known there is nothing to draw.
            shares
              .filter(({ of }) => of > 0)
              .map(({ km, observed, expected }) => ({
                label: words.t('patterns:withinKm', { km }),
                points: [
                  { value: expected.share, low: expected.low, high: expected.high, style: 'first' },
                  { value: observed.share, low: observed.low, high: observed.high, style: 'second' },
                ],
                text: words.t('patterns:againstText', {
                  a: words.percent(observed.share),
                  b: words.percent(expected.share),
                }),
              })),
            { width, format: words.percent },
          ),
    columns: [
      { name: words.t('patterns:column.distance'), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
      { name: words.t('patterns:column.ofKnown'), kind: 'count' },
      { name: words.t('patterns:column.share'), kind: 'percent' },
      { name: words.t('patterns:column.low'), kind: 'percent' },
      { name: words.t('patterns:column.high'), kind: 'percent' },
      { name: words.t('patterns:column.byChance'), kind: 'percent' },
      { name: 'p', kind: 'number' },
    ],
    rows: shares.map(({ km, hits, of, observed, expected, p }) => ({
      cells: [
        words.t('patterns:withinKm', { km }),
        hits,
        of,
        observed.share,
        observed.low,
        observed.high,
        expected.share,
        p,
      ],
    })),
    selects: [],
    notes: [
      words.t('patterns:figure.railShare.known', { n: words.number(n), left: words.number(all - n) }),
      words.t('patterns:figure.railShare.legend'),
      words.t('patterns:figure.railShare.caveat'),
    ],
    source: `${sourceText(context)} ${words.t('patterns:source.rail')}`,
  };
}

/** Modus operandi along each corridor: where it happened. The hour is in no report. */
export function waysFigure(context: FigureContext): Figure {
  const { words, facts, width } = context;
  const corridors = [...new Map(facts.ways.map(({ corridorId, name }) => [corridorId, name]))];
  const countAt = new Map(
    facts.ways.map(({ corridorId, placeType, incidents }) => [`${corridorId}|${placeType}`, incidents]),
  );
  const places = PLACE_TYPES.filter((place) => facts.ways.some(({ placeType }) => placeType === place));
  const totals = corridors.map(([id]) => sumOf(places.map((place) => countAt.get(`${id}|${place}`) ?? 0)));
  const n = sumOf(totals);
  const busiest = totals.indexOf(Math.max(...totals));
  const of = (r: number, place: string) => countAt.get(`${corridors[r]![0]}|${place}`) ?? 0;
  const share = (r: number, place: string) => (totals[r] ? of(r, place) / totals[r]! : 0);
  const leading =
    corridors.length === 0 ? null : places.reduce((a, b) => (of(busiest, b) > of(busiest, a) ? b : a));
  const say = (place: string) => words.t(`taxonomy:placeType.${place}`);
  return {
    id: 'ways',
    title: leading
      ? words.t('patterns:figure.ways.title', {
          corridor: corridors[busiest]![1],
          place: say(leading),
          share: words.percent(share(busiest, leading)),
        })
      : words.t('patterns:nothingKnown'),
    measure: words.t('patterns:factMeasure', {
      n: words.number(n),
      what: words.t('patterns:what.predatory'),
    }),
    chart: heatChart(
      corridors.map(([, name]) => name),
      places.map(say),
      (r, c) => ({
        text: words.number(of(r, places[c]!)),
        fill: share(r, places[c]!) >= 0.3 ? 'ramp-2' : share(r, places[c]!) >= 0.15 ? 'ramp-1' : null,
        title: `${corridors[r]![1]}, ${say(places[c]!)}: ${words.percent(share(r, places[c]!))}`,
      }),
      width,
    ),
    columns: [
      { name: words.t('patterns:column.corridor'), kind: 'text' },
      { name: words.t('patterns:dimension.place'), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
    ],
    rows: facts.ways.map(({ name, placeType, incidents }) => ({ cells: [name, say(placeType), incidents] })),
    selects: [],
    notes: [words.t('patterns:figure.ways.known'), words.t('patterns:figure.ways.hour')],
    source: sourceText(context),
  };
}
