import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { PrintedAbout } from './export/PrintedAbout.tsx';
import { FilterBar } from './filters/FilterBar.tsx';
import { Menu } from './filters/Menu.tsx';
import { useFilter } from './filters/useFilter.ts';
import { ViewTools } from './filters/ViewTools.tsx';
import { useWords } from './format.ts';
import { HotspotProvider, useHotspots } from './hotspots/useHotspots.ts';
import { MapPlace } from './map/MapPlace.tsx';
import { RiskProvider, useRisk } from './network/useRisk.ts';
import { Failed } from './panel/Failed.tsx';
import { Panel, type Shows, useTitle } from './panel/Panel.tsx';
import { stretchEnds } from './panel/stretchEnds.ts';
import { placeEntries } from './search/placeEntries.ts';
import { BottomBar } from './shell/BottomBar.tsx';
import { Header } from './shell/Header.tsx';
import { Strips } from './shell/Strips.tsx';
import { Toast } from './shell/Toast.tsx';
import { tableKindOn } from './table/kinds.ts';
import { useTheme } from './theme.ts';
import { createLiveWindow, LiveWindowProvider } from './timeline/liveWindow.ts';
import { useLanguageOfView } from './useLanguageOfView.ts';
import { usePageData } from './usePageData.ts';
import { useView } from './view/ViewProvider.tsx';

const PlaceSearch = lazy(() => import('./search/PlaceSearch.tsx'));
const ExportMenu = lazy(() => import('./export/ExportMenu.tsx'));
const Timeline = lazy(() => import('./timeline/Timeline.tsx'));

/**
 * The page: header, strips, filter bar, map and panel, timeline; on a phone map and panel are tabs.
 *
 * @param props.shows hotspots: instead of counts; routes: the way between two stations, without counts
 */
export function App({ shows = 'map' }: { shows?: Shows }) {
  const { t, time, number } = useWords();
  const { view, change } = useView();
  const { theme, toggle } = useTheme();
  const { clear } = useFilter();
  const data = usePageData(shows);
  const [liveWindow] = useState(createLiveWindow);
  useLanguageOfView();
  const { snapshot, incident, health, period } = data;
  const hotspotData = useHotspots(view, health?.dataVersion ?? null, shows === 'hotspots');
  // On the map scores come after the counts; on the page of routes they are what is asked.
  const isRiskDue = shows === 'routes' || snapshot.value !== null;
  const riskData = useRisk(view, isRiskDue ? (health?.dataVersion ?? null) : null, shows);
  const title = useTitle(snapshot.value, incident.value, shows);
  const counts = snapshot.value?.states ?? null;
  const shown = counts ? counts.crimes + counts.hazards : 0;

  const back = useCallback(() => {
    if (view.incidentId !== null) change({ incidentId: null });
    else if (view.scope) change({ scope: null });
  }, [view.incidentId, view.scope, change]);
  useEscape(back);

  const place =
    view.incidentId !== null && incident.value?.id === view.incidentId ? incident.value.place : null;
  const focus = useMemo(() => place && { lon: place.lon, lat: place.lat, radiusM: place.radiusM }, [place]);
  const labels = data.basemap.value?.labels ?? null;
  const inView = snapshot.value;
  const places = useMemo(
    () =>
      inView && labels
        ? placeEntries(inView.states.states, inView.corridors.corridors, labels, (stretch) =>
            t('stretch.name', stretchEnds({ t, number }, stretch)),
          )
        : [],
    [inView, labels, t, number],
  );
  const chosen = view.scope !== null || view.incidentId !== null;
  const busy = snapshot.loading || incident.loading;
  const isOld = snapshot.loading || snapshot.isCancelled || snapshot.failure !== null;

  return (
    <LiveWindowProvider value={liveWindow}>
      <HotspotProvider value={hotspotData}>
        <RiskProvider value={riskData}>
          <div className="page" data-tab={view.tab}>
            <a className="skip" href="#panel">
              {t('app.skip')}
            </a>
            <Header
              asOf={view.filter.asOf ?? health?.asOf ?? null}
              theme={theme}
              onTheme={toggle}
              hasOwnSearch
            />
            <Strips
              unreachable={data.unreachable}
              loadedAtMs={snapshot.value && snapshot.loadedAtMs}
              // Where nothing is shown the timeline still is.
              synthetic={shown === 0 && health?.hasSynthetic ? null : (counts?.synthetic ?? 0)}
              shown={shown}
            />
            {snapshot.value && period && (
              <PrintedAbout shows={shows} snapshot={snapshot.value} period={period} isOld={isOld} />
            )}
            <FilterBar limits={{ first: health?.firstDay ?? null, asOf: health?.asOf ?? null }}>
              <ViewTools>
                {snapshot.value && (
                  <button
                    type="button"
                    className="menu-button"
                    aria-pressed={view.table !== null}
                    onClick={() => change({ table: view.table === null ? tableKindOn(shows, null) : null })}
                  >
                    {t('view:table')}
                  </button>
                )}
                {snapshot.value && period && (
                  <Menu label={t('view:take')} active={0}>
                    <Suspense fallback={<p className="busy">{t('panel.loading')}</p>}>
                      <ExportMenu
                        shows={shows}
                        snapshot={snapshot.value}
                        cells={data.cells.value}
                        cube={data.timeline.cube}
                        period={period}
                        isOld={isOld}
                      />
                    </Suspense>
                  </Menu>
                )}
                {places.length > 0 && (
                  <Suspense>
                    <PlaceSearch
                      entries={places}
                      onChoose={({ camera, scope }) =>
                        change(scope ? { camera, scope, incidentId: null } : { camera })
                      }
                    />
                  </Suspense>
                )}
              </ViewTools>
            </FilterBar>
            <main aria-busy={busy}>
              {/* Without an old view the panel says it, and so it does of an incident. */}
              {snapshot.loading && snapshot.value && (
                <p className="progress">
                  {t('panel.loadingOld', { time: time(snapshot.loadedAtMs) })}{' '}
                  <button type="button" className="link" onClick={snapshot.cancel}>
                    {t('view:cancel')}
                  </button>
                </p>
              )}
              {snapshot.isCancelled && snapshot.value && (
                <p className="progress" role="status">
                  {t('view:cancelled')}{' '}
                  <button type="button" className="link" onClick={snapshot.retry}>
                    {t('error.retry')}
                  </button>
                </p>
              )}
              <section className="map-pane" aria-label={t('map.region')}>
                {data.cells.failure && !data.basemap.failure && !snapshot.failure && (
                  <Failed failure={data.cells.failure} onRetry={data.cells.retry} />
                )}
                <MapPlace
                  basemap={data.basemap}
                  isDue={data.isMapDue}
                  snapshot={snapshot.value}
                  table={data.mapIncidents}
                  cube={data.timeline.cube}
                  cells={data.cells.value}
                  leavesOut={data.mapLeavesOut}
                  resolution={data.resolution}
                  focus={focus}
                  period={period}
                  theme={theme}
                  dataVersion={health?.dataVersion ?? null}
                  onShown={data.onShown}
                  onPainted={data.onPainted}
                />
              </section>
              <aside id="panel" className="panel" aria-label={t('panel.region')} tabIndex={-1}>
                <Panel
                  shows={shows}
                  snapshot={snapshot}
                  cells={data.cells}
                  incident={incident}
                  period={period}
                  onBack={back}
                  onClearFilters={clear}
                />
              </aside>
            </main>
            {view.filter.asOf && (
              <Suspense fallback={<div className="timeline" />}>
                <Timeline data={data.timeline} asOf={view.filter.asOf} />
              </Suspense>
            )}
            {chosen && view.tab === 'map' && (
              <button type="button" className="peek" onClick={() => change({ tab: 'list' })}>
                <span className="sentence">{title}</span>
                <strong>{t('panel.open')}</strong>
              </button>
            )}
            <BottomBar />
            <Toast text={data.news} />
          </div>
        </RiskProvider>
      </HotspotProvider>
    </LiveWindowProvider>
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
