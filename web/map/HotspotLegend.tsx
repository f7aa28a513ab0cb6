import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import { useWords } from '../format.ts';
import { Switch } from './LegendParts.tsx';
import type { Palette } from './palette.ts';

/** What the colours and the opacity of hotspots mean, and over what they were computed. */
export function HotspotLegend({ found, palette }: { found: HotspotsFound; palette: Palette }) {
  const { t, number, date } = useWords();
  const classes = [
    { name: 'hot-99', color: palette.ramp[4] },
    { name: 'hot-95', color: palette.ramp[2] },
    { name: 'hot-90', color: palette.ramp[1] },
  ] as const;
  return (
    <>
      <Switch layer="hotspots" text={t('hotspots:legend.title')}>
        <Hexagon color={palette.ramp[3]} outline={palette.ramp[4]} />
      </Switch>
      {classes.map(({ name, color }) => (
        <p key={name} className="legend-row">
          <Hexagon color={color} outline={palette.ramp[4]} />
          <span className="sentence">{t(`hotspots:class.${name}`)}</span>
        </p>
      ))}
      <p className="legend-row">
        <svg className="swatch" width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
          {[0.25, 0.6, 1].map((opacity, i) => (
            <rect
              key={opacity}
              x={8 * i}
              y="4"
              width="8"
              height="12"
              fill={palette.ramp[4]}
              opacity={opacity}
            />
          ))}
        </svg>
        {t('hotspots:legend.opacity')}
      </p>
      <p className="legend-row">
        <Hexagon color={palette.studyArea} opacity={0.4} />
        {t('hotspots:legend.area', { cells: number(found.studyArea.cells), zero: number(found.zeroCells) })}
      </p>
      <p className="legend-note">
        <strong>{t('hotspots:legend.n', { n: number(found.n) })}</strong>
        <br />
        {t('legend.period', { from: date(found.from), to: date(found.to) })}
        <br />
        {t('hotspots:legend.release', {
          release: number(found.studyArea.release),
          km: number(found.studyArea.bufferKm),
        })}
      </p>
    </>
  );
}

function Hexagon({ color, outline, opacity = 1 }: { color: string; outline?: string; opacity?: number }) {
  return (
    <svg className="swatch" width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
      <path
        d="M12 1l8 4.5v9L12 19l-8-4.5v-9z"
        fill={color}
        fillOpacity={opacity}
        stroke={outline ?? 'none'}
      />
    </svg>
  );
}
