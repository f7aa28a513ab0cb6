import type { SegmentsRisk } from '../../api/contract-network.ts';
import { useWords } from '../format.ts';
import { Swatch, Switch } from './LegendParts.tsx';
import type { Palette } from './palette.ts';
import { SCORE_STEPS } from './riskLayers.ts';

/** Widths of the ramp's samples, as the map has them at a middle zoom. */
const SAMPLE_PX = [2, 4.5, 7, 9, 11];

/** What colour, width, sleeve and hatch of a stretch mean, of how many incidents and when. */
export function RiskLegend({
  risk,
  hasWay,
  palette,
}: {
  risk: SegmentsRisk;
  hasWay: boolean;
  palette: Palette;
}) {
  const { t, number, date } = useWords();
  const { counted, period, stretches } = risk;
  return (
    <>
      <Switch layer="risk" text={t('risk:score.name')}>
        <Swatch>
          <path d="M0 10H24" stroke={palette.riskRamp[3]} strokeWidth="8" />
          <path d="M0 10H24" stroke={palette.rail} strokeWidth="1" />
        </Swatch>
      </Switch>
      <p className="legend-note">{t('routes:legend.what')}</p>
      <ol className="ramp" aria-label={t('risk:score.name')}>
        {SCORE_STEPS.map((low, step) => {
          const next = SCORE_STEPS[step + 1];
          return (
            <li key={low}>
              <svg width="36" height="12" viewBox="0 0 36 12" aria-hidden="true">
                <path d="M0 6H36" stroke={palette.riskRamp[step]} strokeWidth={SAMPLE_PX[step]} />
                <path d="M0 6H36" stroke={palette.rail} strokeWidth="1" />
              </svg>
              {next === undefined ? `${low}+` : `${low}–${next}`}
            </li>
          );
        })}
      </ol>
      <p className="legend-row">
        <svg className="swatch" width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
          <path d="M0 10H24" stroke={palette.riskRamp[3]} strokeWidth="14" opacity="0.3" />
          <path d="M0 10H24" stroke={palette.riskRamp[3]} strokeWidth="7" />
          <path d="M0 10H24" stroke={palette.rail} strokeWidth="1.2" />
        </svg>
        {t('routes:legend.sleeve')}
      </p>
      {stretches.some(({ status }) => status === 'no-data') && (
        <p className="legend-row">
          <svg className="swatch" width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
            <path d="M0 10h24" stroke={palette.noData} strokeWidth="9" strokeDasharray="2 3" />
            <path d="M0 10h24" stroke={palette.rail} strokeWidth="1.2" />
          </svg>
          {t('routes:legend.noData')}
        </p>
      )}
      {hasWay && (
        <p className="legend-row">
          <svg className="swatch" width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
            <path d="M0 4H24M0 16H24" stroke={palette.selection} strokeWidth="1.6" />
            <circle cx="12" cy="10" r="7" fill={palette.selection} />
            <text x="12" y="13.5" textAnchor="middle" fontSize="10" fill={palette.halo}>
              1
            </text>
          </svg>
          {t('routes:legend.way')}
        </p>
      )}
      <p className="legend-note">
        <strong>{t('routes:legend.n', { n: number(counted.pinned + counted.spread) })}</strong>
        <br />
        {t('legend.period', { from: date(period.from), to: date(period.to) })}
      </p>
    </>
  );
}
