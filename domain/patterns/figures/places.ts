import { heatChart } from '../../charts/heat.ts';
import { intervalChart } from '../../charts/intervals.ts';
import { PLACE_TYPES } from '../../taxonomy.ts';
import { RAIL_BANDS, type RailBand } from '../bands.ts';
import { countByPair, countWays } from '../brush.ts';
import { railShares, type StateRailCounts } from '../rail-share.ts';
import { type Figure, type FigureContext, measureText, sourceText, sumOf } from './figure.ts';
import { leadersOf, leaderTitle } from './leaders.ts';

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
    closed: 'dimension',
    notes: [
      words.t('patterns:figure.railShare.known', { n: words.number(n), left: words.number(all - n) }),
      words.t('patterns:figure.railShare.legend'),
      words.t('patterns:figure.railShare.caveat'),
    ],
    source: `${sourceText(context)} ${words.t('patterns:source.rail')}`,
  };
}

/** Of fewer incidents a share of a corridor says nothing: its cells are not shaded. */
const FEWEST_SHADED = 10;

/** Modus operandi along each corridor: where it happened, of what passes the whole selection. */
export function waysFigure(context: FigureContext): Figure {
  const { words, facts, cube, brushed, width } = context;
  const counts = countWays(cube, brushed, facts.corridors.length);
  const of = (c: number, p: number) => counts[c * PLACE_TYPES.length + p]!;
  const totalOf = (c: number) => sumOf(PLACE_TYPES.map((_, p) => of(c, p)));
  const corridors = facts.corridors
    .map(({ name }, at) => ({ name, at, total: totalOf(at) }))
    .filter(({ total }) => total > 0);
  const places = [...PLACE_TYPES.keys()].filter((p) => corridors.some(({ at }) => of(at, p) > 0));
  const n = sumOf(corridors.map(({ total }) => total));
  const busiest = corridors.reduce((a, b) => (b.total > a.total ? b : a), corridors[0]!);
  const say = (p: number) => words.t(`taxonomy:placeType.${PLACE_TYPES[p]!}`);
  const known = places.filter((p) => PLACE_TYPES[p] !== 'unknown');
  const leading = busiest ? leadersOf(known, (p) => of(busiest.at, p)) : [];
  return {
    id: 'ways',
    title:
      leading[0] !== undefined
        ? leaderTitle(words, 'patterns:figure.ways', leading.map(say), {
            corridor: busiest!.name,
            share: words.percent(of(busiest!.at, leading[0]) / busiest!.total),
          })
        : words.t('patterns:nothingKnown'),
    measure: measureText(context, n),
    chart: heatChart(
      corridors.map(({ name }) => name),
      places.map(say),
      (r, c) => {
        const { at, name, total } = corridors[r]!;
        const count = of(at, places[c]!);
        const share = count / total;
        return {
          text: words.number(count),
          fill: total < FEWEST_SHADED ? null : share >= 0.3 ? 'ramp-2' : share >= 0.15 ? 'ramp-1' : null,
          title: `${name}, ${say(places[c]!)}: ${words.number(count)} (${words.percent(share)})`,
        };
      },
      width,
    ),
    columns: [
      { name: words.t('patterns:column.corridor'), kind: 'text' },
      { name: words.t('patterns:dimension.place'), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
    ],
    rows: corridors.flatMap(({ name, at }) =>
      places.filter((p) => of(at, p) > 0).map((p) => ({ cells: [name, say(p), of(at, p)] })),
    ),
    selects: [],
    closed: 'dimension',
    notes: [
      words.t('patterns:figure.ways.known'),
      words.t('patterns:figure.ways.shaded', { n: words.number(FEWEST_SHADED) }),
    ],
    source: sourceText(context),
  };
}
