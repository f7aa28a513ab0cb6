import { borderMapChart } from '../../charts/border-map.ts';
import { BORDER_BANDS, BORDER_KM, type BorderBand } from '../bands.ts';
import { countByPair, countByThree, countByWord } from '../brush.ts';
import { NO_STATE } from '../lens.ts';
import { type Figure, type FigureContext, measureText, sourceText, sumOf } from './figure.ts';
import { leadersOf, leaderTitle } from './leaders.ts';
import { measuresLayer } from './measures-layer.ts';

export const BORDER_SIDES = ['north', 'south'] as const;
export type BorderSide = (typeof BORDER_SIDES)[number];

/** Bearings on which Mexico lies, seen from its borders. */
const INLAND: Readonly<Record<BorderSide, readonly number[]>> = { north: [180], south: [0, 270] };
/** States that the bands reach. */
const REACHED: Readonly<Record<BorderSide, readonly string[]>> = {
  north: ['02', '05', '08', '19', '26', '28'],
  south: ['04', '07', '23', '27'],
};
const STEPS = [1, 2, 3, 4, 5];
const CRIMES_TOLD = 4;

/**
 * Incidents near one border (figures 3.5 and 3.6 of the source report): a map of its bands, counted by state, and by
 * crime in the table. What is known less well than 25 km is in no band, and its number is told.
 * @param least cells of fewer incidents are not told, nor is what they could be worked out from (the next smallest of
 *   their band, their state's sum, crimes by cell): for what leaves the agency. One: all is told
 */
export function borderMapFigure(context: FigureContext, side: BorderSide, least = 1): Figure {
  const { cube, brushed, selection, words, shapes, borders, width } = context;
  const { t } = words;
  const states = cube.dimensions.state.words;
  const crimes = cube.dimensions.crime.words;
  const bands = BORDER_KM.map((km) => ({ km, word: `${side}${km}` as BorderBand }));
  const counts = countByThree(cube, brushed, ['state', 'border', 'crime'], ['state', 'border']);
  const rowOf = (state: string, band: BorderBand) => {
    const start = (states.indexOf(state) * BORDER_BANDS.length + BORDER_BANDS.indexOf(band)) * crimes.length;
    return counts.subarray(start, start + crimes.length);
  };
  // Not the sum of crimes: where all of them count, an incident has several.
  const cells = countByPair(cube, brushed, ['state', 'border']);
  const countAt = (state: string, band: BorderBand) =>
    cells[states.indexOf(state) * BORDER_BANDS.length + BORDER_BANDS.indexOf(band)]!;
  const countOf = (state: string) => sumOf(bands.map(({ word }) => countAt(state, word)));
  const inBand = (band: BorderBand) => sumOf(states.map((state) => countAt(state, band)));
  const n = sumOf(bands.map(({ word }) => inBand(word)));
  const ranked = states
    .filter((state) => state !== NO_STATE && countOf(state) > 0)
    .sort((a, b) => countOf(b) - countOf(a));
  const top = leadersOf(ranked, countOf);
  const ofCrime = crimes
    .map((crime, at) => ({
      crime,
      at,
      n: sumOf(states.flatMap((state) => bands.map(({ word }) => rowOf(state, word)[at]!))),
    }))
    .filter((one) => one.n > 0)
    .sort((a, b) => b.n - a.n);
  const withheld = withheldCells(
    bands.map(({ word }) => word),
    states,
    countAt,
    least,
  );
  const isTold = (state: string, band: BorderBand) => !withheld.has(`${state}|${band}`);
  const most = Math.max(
    0,
    ...states.flatMap((state) =>
      bands.flatMap(({ word }) => (isTold(state, word) ? [countAt(state, word)] : [])),
    ),
  );
  const isWhole = (state: string) => bands.every(({ word }) => isTold(state, word));
  const notTold = t('patterns:figure.borderMap.notTold');
  const byCrime = least === 1 ? ofCrime : [];
  const isChosen = (state: string, band: BorderBand) => {
    const { state: chosenStates = [], border: chosenBands = [] } = selection;
    if (chosenStates.length + chosenBands.length === 0) return false;
    const isOf = (chosen: readonly string[], word: string) => chosen.length === 0 || chosen.includes(word);
    return isOf(chosenStates, state) && isOf(chosenBands, band);
  };
  const say = (band: BorderBand) => words.word('border', band, cube.lens);
  const { layer, draw } = measuresLayer(context, REACHED[side]);
  const vague = countByWord(cube, brushed, 'border')[BORDER_BANDS.indexOf('vague')]!;
  const km = words.number(BORDER_KM.at(-1)!);
  const border = t(`patterns:borderSide.${side}`);
  return {
    id: `border-${side}`,
    title:
      top[0] === undefined
        ? t('patterns:figure.borderMap.none', { km, border })
        : // That two tie would tell of a count that is not told.
          top.every(isWhole)
          ? leaderTitle(words, 'patterns:figure.borderMap', top.map(words.state), {
              km,
              border,
              n: words.number(n),
              most: words.number(countOf(top[0])),
            })
          : t('patterns:figure.borderMap.titleOnly', { km, border, n: words.number(n) }),
    measure: measureText(context, n),
    chart: borderMapChart({
      id: `border-map-${side}`,
      shapes,
      lines: borders[side],
      inland: INLAND[side],
      bands: bands.map(({ km: end, word }, at) => ({
        km: end,
        text: t('patterns:figure.borderMap.band', {
          from: words.number(BORDER_KM[at - 1] ?? 0),
          to: words.number(end),
          n: words.number(inBand(word)),
        }),
      })),
      cellOf: (state, end) => {
        const word = `${side}${end}` as BorderBand;
        const count = countAt(state, word);
        return {
          step: !isTold(state, word) ? null : count === 0 ? 0 : Math.max(1, Math.ceil((5 * count) / most)),
          title: `${words.state(state)}, ${say(word)}: ${isTold(state, word) ? words.number(count) : notTold}`,
          pick: `${state}|${word}`,
          isChosen: isChosen(state, word),
        };
      },
      nameOf: (state) =>
        isWhole(state) ? `${words.state(state)} ${words.number(countOf(state))}` : words.state(state),
      legend:
        most === 0
          ? []
          : STEPS.map((step) => ({
              step,
              text: t('patterns:legendUpTo', { value: words.number((most * step) / STEPS.length) }),
            })),
      notTold: withheld.size > 0 ? notTold : null,
      width,
      overlay: draw,
    }),
    columns: [
      { name: t('patterns:dimension.state'), kind: 'text' },
      { name: t('patterns:dimension.border'), kind: 'text' },
      { name: t('patterns:column.incidents'), kind: 'count' },
      ...byCrime.map(({ crime }) => ({
        name: words.word('crime', crime, cube.lens),
        kind: 'count' as const,
      })),
    ],
    rows: [...ranked, NO_STATE].flatMap((state) =>
      bands
        .filter(({ word }) => countAt(state, word) > 0)
        .map(({ word }) => ({
          cells: [
            words.word('state', state, cube.lens),
            say(word),
            isTold(state, word) ? countAt(state, word) : notTold,
            ...byCrime.map(({ at }) => rowOf(state, word)[at]!),
          ],
          pick: `${state}|${word}`,
          isChosen: isChosen(state, word),
        })),
    ),
    selects: ['state', 'border'],
    closed: 'dimension',
    notes: [
      ...(ofCrime.length === 0
        ? []
        : [
            t('patterns:figure.borderMap.crimes', {
              list: [
                ...ofCrime
                  .slice(0, CRIMES_TOLD)
                  .map((one) => `${words.word('crime', one.crime, cube.lens)} ${words.number(one.n)}`),
                ...(ofCrime.length > CRIMES_TOLD
                  ? [t('patterns:andMore', { n: words.number(ofCrime.length - CRIMES_TOLD) })]
                  : []),
              ].join(', '),
            }),
          ]),
      ...(withheld.size > 0 ? [t('patterns:figure.borderMap.withheld', { least: words.number(least) })] : []),
      t('patterns:figure.borderMap.known', { n: words.number(vague) }),
      t('patterns:figure.borderMap.caveat'),
    ],
    source: `${sourceText(context)} ${t('patterns:source.border')}`,
    layer,
  };
}

/** Cells, `state|band`, of fewer incidents than told; where one is alone in its band, the next smallest hides it. */
function withheldCells(
  bands: readonly BorderBand[],
  states: readonly string[],
  countAt: (state: string, band: BorderBand) => number,
  least: number,
): ReadonlySet<string> {
  const withheld = bands.flatMap((band) => {
    const filled = states
      .filter((state) => countAt(state, band) > 0)
      .sort((a, b) => countAt(a, band) - countAt(b, band));
    const few = filled.filter((state) => countAt(state, band) < least).length;
    return filled.slice(0, few === 1 ? 2 : few).map((state) => `${state}|${band}`);
  });
  return new Set(withheld);
}
