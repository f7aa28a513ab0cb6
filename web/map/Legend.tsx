import type { StateCounts } from '../../api/contract.ts';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import { CELL_AREA_KM2, type Resolution } from '../../domain/hexagons.ts';
import { useWords } from '../format.ts';
import { useLiveWindowValue } from '../timeline/liveWindow.ts';
import { numbersShown } from '../timeline/numbersShown.ts';
import type { TimeCube } from '../timeline/timeCube.ts';
import type { MapLeavesOut } from '../usePageData.ts';
import { useView } from '../view/ViewProvider.tsx';
import { AlertLegend } from './AlertLegend.tsx';
import type { ClassLimits } from './classes.ts';
import { HotspotLegend } from './HotspotLegend.tsx';
import { Swatch, Switch } from './LegendParts.tsx';
import type { Palette } from './palette.ts';
import { RiskLegend } from './RiskLegend.tsx';
import type { AlertCircles } from './useAlertCircles.ts';

interface Props {
  /** Whether marks (true) or hexagons are drawn at this zoom. */
  near: boolean;
  limits: ClassLimits | null;
  resolution: Resolution;
  /** Incidents whose place is known less well than a hexagon is wide. */
  tooVague: number;
  counts: StateCounts | null;
  /** Hotspots are shown instead of counts; null while they are not there yet. */
  hotspots: { found: HotspotsFound | null } | null;
  /** Scores of the stretches; null where the track is bare. */
  risk: SegmentsRisk | null;
  /** Whether hexagon counts and vague circles belong to this page. */
  showsCells: boolean;
  hasWay: boolean;
  /** Whether any state is hatched. */
  hasNoData: boolean;
  /** Rings of alerts; null for whoever may not know their places. */
  alerts: AlertCircles | null;
  leavesOut: MapLeavesOut;
  /** Incidents one by one are not this reader's: none is drawn. */
  isWithheld: boolean;
  /** Counts by time, which tell n while the window moves. */
  cube: TimeCube | null;
  period: { from: string; to: string } | null;
  palette: Palette;
}

/** What the marks mean, how many incidents they stand for and when; its boxes switch layers. */
export function Legend({
  near,
  limits,
  resolution,
  tooVague,
  counts,
  hotspots,
  risk,
  showsCells,
  hasWay,
  hasNoData,
  alerts,
  leavesOut,
  isWithheld,
  cube,
  period,
  palette,
}: Props) {
  const { t, number } = useWords();
  const { view } = useView();
  const hatchIsOff = view.hiddenLayers.includes('noData');
  const isHatched = hasNoData || (risk?.stretches ?? []).some(({ status }) => status === 'no-data');
  return (
    <details className="legend" open={window.matchMedia('(min-width: 760px)').matches}>
      <summary>{t('legend.title')}</summary>
      <div className="legend-body">
        {hotspots?.found && <HotspotLegend found={hotspots.found} palette={palette} />}
        {risk && <RiskLegend risk={risk} hasWay={hasWay} palette={palette} />}
        {near && isWithheld ? (
          <p className="legend-note">{t('legend.nearWithheld')}</p>
        ) : near ? (
          <Switch layer="incidents" text={t('legend.incidents')}>
            <Swatch>
              <circle cx="6" cy="10" r="3.5" fill={palette.incident} />
              <circle cx="16" cy="10" r="6" fill={palette.incident} />
            </Swatch>
          </Switch>
        ) : !showsCells ? null : (
          <>
            <Switch layer="cells" text={t('legend.cells')}>
              <Swatch>
                <path d="M12 1l8 4.5v9L12 19l-8-4.5v-9z" fill={palette.ramp[2]} />
              </Swatch>
            </Switch>
            {limits && counts && counts.crimes > 0 && <Ramp limits={limits} palette={palette} />}
            <p className="legend-note">{t('legend.cellArea', { area: number(CELL_AREA_KM2[resolution]) })}</p>
          </>
        )}
        {(near || showsCells) && !isWithheld && (
          <Switch layer="areas" text={t('legend.areas')}>
            <Swatch>
              <circle cx="12" cy="10" r="9" fill={palette.area} opacity="0.16" />
              <circle cx="12" cy="10" r="6" fill={palette.area} opacity="0.2" />
            </Swatch>
          </Switch>
        )}
        {(near ? !isWithheld : showsCells) && (
          <Switch layer="hazards" text={t(near ? 'legend.hazards' : 'legend.cellHazards')}>
            <Swatch>
              <path d="M12 3l7 7-7 7-7-7z" fill={palette.hazard} />
            </Swatch>
          </Switch>
        )}
        <p className="legend-row">
          <Swatch>
            <path d="M0 10h24" stroke={palette.rail} strokeWidth="1.6" />
            <circle
              cx="12"
              cy="10"
              r="3"
              fill={palette.stationFill}
              stroke={palette.rail}
              strokeWidth="1.3"
            />
          </Swatch>
          {t('legend.rail')}
        </p>
        {isHatched && (
          <Switch layer="noData" text={t('coverage:legend')}>
            <Swatch>
              <path
                d="M0 8L8 0M0 16L16 0M4 20L24 0M12 20L24 8M20 20L24 16"
                stroke={palette.noData}
                strokeWidth="1.8"
              />
            </Swatch>
          </Switch>
        )}
        {alerts && <AlertLegend alerts={alerts} palette={palette} />}
        <Switch layer="labels" text={t('legend.labels')}>
          <Swatch>
            <text x="12" y="14.5" textAnchor="middle" fontSize="12" fill={palette.label}>
              Aa
            </text>
          </Swatch>
        </Switch>
        {counts && period && (near || showsCells) && (
          <Numbers
            counts={counts}
            cube={cube}
            period={period}
            tooVague={near ? 0 : tooVague}
            vagueText={
              isWithheld
                ? 'legend.tooVagueWithheld'
                : leavesOut.vague
                  ? 'legend.tooVagueFromNear'
                  : 'legend.tooVague'
            }
          />
        )}
        {near && leavesOut.newestOnly !== null && (
          <p className="legend-note">{t('legend.newestOnly', { n: number(leavesOut.newestOnly) })}</p>
        )}
        <p className="legend-note">
          {t('legend.noColour')} {isHatched && t('coverage:notSafe')}{' '}
          {isHatched && hatchIsOff && <strong>{t('legend.hatchIsOff')}</strong>}
        </p>
      </div>
    </details>
  );
}

/** How many incidents the marks stand for, and of which days: those of the window while it moves. */
function Numbers({
  counts,
  cube,
  period,
  tooVague,
  vagueText,
}: {
  counts: StateCounts;
  cube: TimeCube | null;
  period: { from: string; to: string };
  tooVague: number;
  /** What becomes of those whose place is too vague. */
  vagueText: 'legend.tooVague' | 'legend.tooVagueFromNear' | 'legend.tooVagueWithheld';
}) {
  const { t, number, date } = useWords();
  const moving = useLiveWindowValue();
  const { crimes, hazards, from, to } = numbersShown(moving, cube, { ...counts, ...period }, counts.asOf);
  return (
    <p className="legend-note">
      <strong>{t('legend.n', { crimes: number(crimes), hazards: number(hazards) })}</strong>
      <br />
      {t('legend.period', { from: date(from), to: date(to) })}
      {/* These are known at rest only. */}
      {moving === null && tooVague > 0 && (
        <>
          <br />
          {t(vagueText, { n: number(tooVague) })}
        </>
      )}
      {moving === null && counts.unplaced > 0 && (
        <>
          <br />
          {t('legend.unplaced', { n: number(counts.unplaced) })}
        </>
      )}
    </p>
  );
}

function Ramp({ limits, palette }: { limits: ClassLimits; palette: Palette }) {
  const { t, number } = useWords();
  return (
    <ol className="ramp" aria-label={t('legend.cells')}>
      {limits.map((low, step) => {
        const next = limits[step + 1];
        const color = palette.ramp[step];
        const text = next === undefined ? `${number(low)}+` : rangeText(low, next - 1, number);
        return (
          <li key={color}>
            <span className="ramp-step" style={{ background: color }} />
            {text}
          </li>
        );
      })}
    </ol>
  );
}

function rangeText(low: number, high: number, number: (value: number) => string): string {
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}
