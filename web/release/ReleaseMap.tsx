import { type CSSProperties, useMemo } from 'react';
import { feature } from 'topojson-client';
import type { ReleaseAnswer } from '../../api/contract-release.ts';
import { CHART_COLOURS } from '../../domain/charts/colours.ts';
import { rewound } from '../../domain/charts/rewind.ts';
import { type StateShapes, stateMapChart } from '../../domain/charts/state-map.ts';
import { STATES } from '../../domain/states.ts';
import { loadBasemap } from '../data/snapshot.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { ChartSvg } from '../patterns/ChartSvg.tsx';
import { useShownTheme } from '../theme.ts';

const STEPS = [1, 2, 3, 4, 5];
const WITHHELD_STEP = 0;
const WIDTH = 640;
const NAMES = new Map(STATES.map(({ code, name }) => [code, name]));

/** The states by what was released of a month; withheld and without data look different, and neither like zero. */
export function ReleaseMap({
  release,
  month,
  title,
}: {
  release: ReleaseAnswer;
  month: string;
  title: string;
}) {
  const { t, number } = useWords();
  const theme = useShownTheme();
  const loaded = useLoaded('/api/basemap', loadBasemap);
  const basemap = loaded.value;
  const chart = useMemo(() => {
    if (!basemap) return null;
    const { states } = basemap;
    const shapes = rewound(feature(states, states.objects.states) as StateShapes);
    const cells = new Map(
      release.cells.flatMap((cell) =>
        cell.kind === 'state' && cell.month === month ? [[cell.place, cell] as const] : [],
      ),
    );
    const most = Math.max(release.k * STEPS.length, ...[...cells.values()].map(({ count }) => count ?? 0));
    const legend = [
      { step: WITHHELD_STEP, text: t('release:map.legendWithheld') },
      ...STEPS.map((step) => ({
        step,
        text: t('patterns:legendUpTo', { value: number((most * step) / STEPS.length) }),
      })),
    ];
    return stateMapChart(
      shapes,
      (code) => {
        const cell = cells.get(code);
        const status = cell?.status ?? 'withheld';
        const value =
          cell?.count == null ? t(`release:status.${status}`, { k: release.k }) : number(cell.count);
        return {
          step:
            status === 'no-data'
              ? null
              : cell?.count == null
                ? WITHHELD_STEP
                : Math.ceil((STEPS.length * cell.count) / most),
          title: t('release:map.state', { name: NAMES.get(code) ?? code, value }),
          isChosen: false,
        };
      },
      legend,
      t('release:map.noData'),
      WIDTH,
    );
  }, [basemap, release, month, t, number]);
  const colours = Object.fromEntries(
    Object.entries(CHART_COLOURS[theme]).map(([name, value]) => [`--chart-${name}`, value]),
  );
  return (
    <figure className="release-map" style={colours as CSSProperties}>
      <figcaption>{title}</figcaption>
      <LoadState loaded={loaded} text={t('map.loading')} />
      {chart && <ChartSvg chart={chart} />}
    </figure>
  );
}
