import { lazy, Suspense, useCallback, useEffect, useMemo } from 'react';
import { FilterBar } from './filters/FilterBar.tsx';
import { useFilter } from './filters/useFilter.ts';
import { useWords } from './format.ts';
import { HotspotProvider, useHotspots } from './hotspots/useHotspots.ts';
import { RiskProvider, useRisk } from './network/useRisk.ts';
import { Failed } from './panel/Failed.tsx';
import { Panel, type Shows, useTitle } from './panel/Panel.tsx';
import { BottomBar } from './shell/BottomBar.tsx';
import { Header } from './shell/Header.tsx';
import { Strips } from './shell/Strips.tsx';
import { Toast } from './shell/Toast.tsx';
import { useTheme } from './theme.ts';
import { useLanguageOfView } from './useLanguageOfView.ts';
import { usePageData } from './usePageData.ts';
import { useView } from './view/ViewProvider.tsx';

// MapLibre and deck.gl are two thirds of the page's weight: the panel is there before them.
const MapPane = lazy(() => import('./map/MapPane.tsx'));

/**
 * The page: header, strips, filter bar, map and panel; on a phone the last two are tabs.
 *
 * @param props.shows hotspots: instead of counts; routes: the way between two stations, without counts
 */
export function App({ shows = 'map' }: { shows?: Shows }) {
  const { t, time } = useWords();
  const { view, change } = useView();
  const { theme, toggle } = useTheme();
  const { clear } = useFilter();
  const data = usePageData();
  useLanguageOfView();
  const { snapshot, incident, health, period } = data;
  const hotspotData = useHotspots(view, health?.dataVersion ?? null, shows === 'hotspots');
  const riskData = useRisk(view, health?.dataVersion ?? null, shows);
  const title = useTitle(snapshot.value, incident.value, shows);
  const counts = snapshot.value?.states ?? null;

  const back = useCallback(() => {
    if (view.incidentId !== null) change({ incidentId: null });
    else if (view.scope) change({ scope: null });
  }, [view.incidentId, view.scope, change]);
  useEscape(back);

  const place =
    view.incidentId !== null && incident.value?.id === view.incidentId ? incident.value.place : null;
  const focus = useMemo(() => place && { lon: place.lon, lat: place.lat, radiusM: place.radiusM }, [place]);
  const chosen = view.scope !== null || view.incidentId !== null;
  const busy = snapshot.loading || incident.loading;

  return (
    <div className="page" data-tab={view.tab}>
      <a className="skip" href="#panel">
        {t('app.skip')}
      </a>
      <Header asOf={view.filter.asOf ?? health?.asOf ?? null} theme={theme} onTheme={toggle} />
      <Strips
        unreachable={data.unreachable}
        loadedAtMs={snapshot.value && snapshot.loadedAtMs}
        synthetic={counts?.synthetic ?? 0}
        shown={counts ? counts.crimes + counts.hazards : 0}
      />
      <FilterBar limits={{ first: health?.firstDay ?? null, asOf: health?.asOf ?? null }} />
      <HotspotProvider value={hotspotData}>
        <RiskProvider value={riskData}>
          <main aria-busy={busy}>
            {busy && (
              <p className="progress">
                {snapshot.value
                  ? t('panel.loadingOld', { time: time(snapshot.loadedAtMs) })
                  : t('panel.loading')}
              </p>
            )}
            <section className="map-pane" aria-label={t('map.region')}>
              {data.basemap.failure && <Failed failure={data.basemap.failure} onRetry={data.basemap.retry} />}
              <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
                <MapPane
                  basemap={data.basemap.value}
                  snapshot={snapshot.value}
                  cells={data.cells.value}
                  resolution={data.resolution}
                  focus={focus}
                  period={period}
                  theme={theme}
                  dataVersion={health?.dataVersion ?? null}
                  onResolution={data.setResolution}
                />
              </Suspense>
            </section>
            <aside id="panel" className="panel" aria-label={t('panel.region')} tabIndex={-1}>
              <Panel
                shows={shows}
                snapshot={snapshot}
                incident={incident}
                period={period}
                onBack={back}
                onClearFilters={clear}
              />
            </aside>
          </main>
        </RiskProvider>
      </HotspotProvider>
      {chosen && view.tab === 'map' && (
        <button type="button" className="peek" onClick={() => change({ tab: 'list' })}>
          <span className="sentence">{title}</span>
          <strong>{t('panel.open')}</strong>
        </button>
      )}
      <BottomBar />
      <Toast text={data.news} />
    </div>
  );
}

/** Escape goes one step back, unless a sheet is open: then it closes that. */
function useEscape(back: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]'))
        back();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [back]);
}
