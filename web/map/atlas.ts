import { MapLibreOverlay } from '@deck.gl/maplibre';
import maplibregl, {
  type FitBoundsOptions,
  type GeoJSONSource,
  type LngLatBoundsLike,
  type Map as MapLibreMap,
  type MapMouseEvent,
  type PaddingOptions,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-csp-worker.js?url';
import type { Corridors } from '../../api/contract.ts';
import type { AlertRow } from '../../api/contract-alerts.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import type { Camera, LayerName, Scope } from '../view/view.ts';
import { type BasemapFeatures, basemapSources, points } from './basemap.ts';
import {
  basemapLayers,
  DIAMOND_IMAGE,
  HATCH_IMAGE,
  LABEL_LAYERS,
  SPOTS_FROM_ZOOM,
  withoutData,
} from './basemapLayers.ts';
import type { CellShapes } from './cellFeatures.ts';
import { diamondImage } from './diamondImage.ts';
import { hatchImage } from './hatchImage.ts';
import type { HotspotShapes } from './hotspotFeatures.ts';
import { type Focus, overlayLayers } from './overlayLayers.ts';
import type { Palette } from './palette.ts';
import { riskProperties } from './riskLayers.ts';
import type { SpotLayers, Spots } from './spots.ts';
import type { AlertCircle } from './useAlertCircles.ts';
import type { WayShapes } from './wayFeatures.ts';

/** What the pointer is on, topmost first: a mark, a stretch of rail, a hexagon, a state. */
export type Target =
  | { kind: 'spot'; row: number; count: number; isHazard: boolean }
  | { kind: 'alert'; alert: AlertRow }
  | { kind: 'stretch'; id: string }
  | { kind: 'cell'; id: string; crimes: number; hazards: number }
  | { kind: 'hotspot'; id: string }
  | { kind: 'state'; code: string };

export interface AtlasEvents {
  /** The camera came to rest after a move of the reader's. */
  moved: (camera: Camera) => void;
  /** The zoom changed, at rest or not. */
  zoomed: (zoom: number) => void;
  hovered: (target: Target | null, x: number, y: number) => void;
  picked: (target: Target | null) => void;
}

export interface SeaName {
  name: string;
  lon: number;
  lat: number;
}

/** Everything the map shows; the map is drawn from it and from nothing else. */
export interface AtlasContent {
  spots: SpotLayers | null;
  vague: SpotLayers | null;
  cells: CellShapes | null;
  corridors: Corridors['corridors'] | null;
  /** Colours the stretches; null leaves the bare track. */
  risk: SegmentsRisk | null;
  way: WayShapes | null;
  /** Instead of the counts by hexagon, on the page of hotspots. */
  hotspots: HotspotShapes | null;
  /** Codes of the states to hatch. */
  noData: readonly string[];
  focus: Focus | null;
  alerts: readonly AlertCircle[];
  scope: Scope | null;
  hidden: readonly LayerName[];
  palette: Palette;
  language: string;
  seas: readonly SeaName[];
}

/** Mexico with a margin: west, south, east, north. */
export const MEXICO: [number, number, number, number] = [-117.6, 14.1, -86.4, 32.9];
/** What the basemap covers (see data/reference/README.md). */
export const MAP_LIMITS: [number, number, number, number] = [-130, -3, -62, 51];
const PICK_RADIUS_PX = 4;
/** A larger circle is ground, not a thing to click: its incidents are in the state's list. */
const AREA_TARGET_LIMIT_PX = 110;
const EQUATOR_M = 40_075_017;
const TILE_PX = 512;
/** From this width on the legend stands open at the left, this wide with its margins. */
const WIDE_PX = 700;
const LEGEND_PX = 310;
/** Rides on moves that come from the view, so that they are not reported back to it. */
const OURS = { isOurs: true };
const SPOT_LAYERS: readonly (keyof SpotLayers)[] = ['incidents', 'areas', 'hazards', 'hazardAreas'];
const EMPTY = { type: 'FeatureCollection' as const, features: [] };

maplibregl.setWorkerUrl(workerUrl);

/**
 * The map: the page's only imperative code. MapLibre draws what lies still (land, hexagons, rail, names), deck.gl
 * the marks above it. Give it new content with `show`; it works out what changed.
 */
export class Atlas {
  readonly map: MapLibreMap;
  readonly overlay: MapLibreOverlay;
  private content: AtlasContent;
  private readonly events: AtlasEvents;
  private ready = false;
  private near: boolean;
  /** The view names no camera: keep all of Mexico in sight whatever the window does. */
  private wholeCountry: boolean;
  private resizing = false;

  constructor(
    container: HTMLElement,
    basemap: BasemapFeatures,
    content: AtlasContent,
    camera: Camera | null,
    events: AtlasEvents,
  ) {
    this.content = content;
    this.events = events;
    this.map = new maplibregl.Map({
      container,
      style: { version: 8, sources: sources(basemap, content), layers: layersOf(content) },
      ...(camera ? { center: [camera.lon, camera.lat], zoom: camera.zoom } : { bounds: MEXICO }),
      fitBoundsOptions: { padding: 12 },
      minZoom: 2.5,
      maxZoom: 15,
      maxBounds: MAP_LIMITS,
      renderWorldCopies: false,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 120,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.near = this.map.getZoom() >= SPOTS_FROM_ZOOM;
    this.overlay = new MapLibreOverlay({
      interleaved: false,
      layers: [],
      pickingRadius: PICK_RADIUS_PX,
      onHover: (info) => this.events.hovered(this.targetAt(info), info.x, info.y),
      onClick: (info) => this.events.picked(this.targetAt(info)),
      getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : 'default'),
    });
    this.map.addControl(this.overlay);
    this.map.on('load', () => {
      this.ready = true;
      this.drawAll();
    });
    // A fill asks for its pattern while the style is still loading.
    this.map.on('styleimagemissing', ({ id }) => {
      const { image, options } = hatchImage(this.content.palette.noData);
      if (id === HATCH_IMAGE) this.map.addImage(HATCH_IMAGE, image, options);
    });
    this.map.on('zoom', this.onZoom);
    this.wholeCountry = camera === null;
    this.map.on('moveend', this.onMoveEnd);
    this.map.on('resize', this.onResize);
    this.map.on('mouseout', (event: MapMouseEvent) =>
      this.events.hovered(null, event.point.x, event.point.y),
    );
    this.drawOverlay();
  }

  /** Shows new content; parts that are the same objects as before are left alone. */
  show(next: AtlasContent): void {
    const before = this.content;
    this.content = next;
    if (!this.ready) return;
    if (next.palette !== before.palette || next.language !== before.language) this.restyle();
    if (next.seas !== before.seas) this.source('seas').setData(seaPoints(next.seas));
    if (next.hidden !== before.hidden) this.drawVisibility();
    if (next.cells !== before.cells) this.drawCells();
    if (next.hotspots !== before.hotspots) this.drawHotspots();
    if (next.corridors !== before.corridors || next.risk !== before.risk) this.drawRail(before);
    if (next.way !== before.way) this.drawWay();
    if (next.noData !== before.noData) this.map.setFilter('no-data', withoutData(next.noData));
    if (next.scope !== before.scope) this.drawScope();
    this.drawOverlay();
  }

  /** Moves to a camera, or to all of Mexico for null; does nothing when it is there already. */
  goTo(camera: Camera | null): void {
    this.wholeCountry = camera === null;
    if (!camera) {
      this.map.fitBounds(...this.home(), OURS);
      return;
    }
    const now = this.camera();
    const isThere =
      Math.abs(now.zoom - camera.zoom) < 0.01 &&
      Math.abs(now.lat - camera.lat) < 0.0002 &&
      Math.abs(now.lon - camera.lon) < 0.0002;
    if (isThere) return;
    this.map.easeTo({ center: [camera.lon, camera.lat], zoom: camera.zoom, duration: 600 }, OURS);
  }

  /** All of Mexico, or all of the way that is shown, with room for what lies on the map. */
  private home(animate = true): [LngLatBoundsLike, FitBoundsOptions] {
    const { way } = this.content;
    return way
      ? [way.bounds, { padding: this.wayPadding(), maxZoom: 9, duration: 600, animate }]
      : [MEXICO, { padding: 12, duration: 600, animate }];
  }

  /** Where there is room, the way keeps clear of the legend. */
  private wayPadding(): PaddingOptions {
    const isWide = this.map.getContainer().clientWidth >= WIDE_PX;
    return { left: isWide ? LEGEND_PX : 40, top: 48, right: 48, bottom: 48 };
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps);
  }

  camera(): Camera {
    const center = this.map.getCenter();
    return { zoom: this.map.getZoom(), lat: center.lat, lon: center.lng };
  }

  destroy(): void {
    this.map.remove();
  }

  private readonly onZoom = () => {
    const near = this.map.getZoom() >= SPOTS_FROM_ZOOM;
    if (near !== this.near) {
      this.near = near;
      this.drawOverlay();
    }
    this.events.zoomed(this.map.getZoom());
  };

  private readonly onMoveEnd = (event: object) => {
    // Only the reader's own moves are news: ours come from the view, and a resize is nobody's wish.
    if (this.resizing || 'isOurs' in event) return;
    this.wholeCountry = false;
    this.events.moved(this.camera());
  };

  private readonly onResize = () => {
    this.resizing = true;
    queueMicrotask(() => {
      this.resizing = false;
      if (this.wholeCountry) this.map.fitBounds(...this.home(false), OURS);
    });
  };

  private targetAt(info: {
    layer?: { id: string } | null;
    index: number;
    x: number;
    y: number;
  }): Target | null {
    const circle = info.layer?.id === 'alerts' ? this.content.alerts[info.index] : undefined;
    if (circle) return { kind: 'alert', alert: circle.alert };
    const layer = SPOT_LAYERS.find((name) => name === info.layer?.id);
    const spots = this.content.spots?.[layer ?? 'incidents'];
    if (layer && spots && info.index >= 0) {
      const isArea = layer === 'areas' || layer === 'hazardAreas';
      const target: Target = {
        kind: 'spot',
        row: spots.firstRow[info.index] as number,
        count: spots.counts[info.index] as number,
        isHazard: layer === 'hazards' || layer === 'hazardAreas',
      };
      if (!isArea) return target;
      // A soft circle may cover half a state: rail under it, and a state that it fills, must stay within reach.
      const stretch = this.stretchAt(info.x, info.y);
      if (stretch) return stretch;
      if (this.radiusPx(spots, info.index) <= AREA_TARGET_LIMIT_PX) return target;
    }
    if (!this.ready) return null;
    // The study area lies along the track: on its own page a hexagon is never hidden behind the rail.
    const [hotspot] = this.map.queryRenderedFeatures([info.x, info.y], { layers: ['hotspots'] });
    if (hotspot) return { kind: 'hotspot', id: String(hotspot.properties.id) };
    const stretch = this.stretchAt(info.x, info.y);
    if (stretch) return stretch;
    const [hit] = this.map.queryRenderedFeatures([info.x, info.y], {
      layers: ['cell-hazards', 'cells', 'states'],
    });
    if (hit && hit.layer.id !== 'states') return cellTarget(hit.properties);
    return hit ? { kind: 'state', code: String(hit.properties.code) } : null;
  }

  private radiusPx({ positions, radiusM }: Spots, index: number): number {
    const latitude = ((positions[2 * index + 1] as number) * Math.PI) / 180;
    const metresPerPixel = (EQUATOR_M * Math.cos(latitude)) / (TILE_PX * 2 ** this.map.getZoom());
    return (radiusM[index] as number) / metresPerPixel;
  }

  private stretchAt(x: number, y: number): Target | null {
    const [hit] = this.map.queryRenderedFeatures([x, y], { layers: ['rail-hit'] });
    return hit ? { kind: 'stretch', id: String(hit.properties.id) } : null;
  }

  private drawAll(): void {
    const { image, options } = diamondImage();
    this.map.addImage(DIAMOND_IMAGE, image, options);
    this.map.setFilter('no-data', withoutData(this.content.noData));
    this.drawVisibility();
    this.drawCells();
    this.drawHotspots();
    this.drawRail(null);
    this.drawWay();
    this.drawScope();
    this.drawOverlay();
  }

  private drawOverlay(): void {
    const { spots, vague, focus, alerts, hidden, palette } = this.content;
    this.overlay.setProps({
      layers: overlayLayers({ spots, vague, focus, alerts, hidden, palette, zoom: this.map.getZoom() }),
    });
  }

  private drawCells(): void {
    const { cells } = this.content;
    this.source('cells').setData(cells?.polygons ?? EMPTY);
    this.source('cellHazards').setData(cells?.hazards ?? EMPTY);
  }

  private drawHotspots(): void {
    this.source('hotspots').setData(this.content.hotspots ?? EMPTY);
  }

  private drawRail(before: AtlasContent | null): void {
    const { corridors, risk } = this.content;
    // Counts change with every filter, the track doesn't: spare the map a new index of the same lines.
    const isSame = before?.risk === risk && before.corridors && corridors;
    if (isSame && sameTrack(before.corridors ?? [], corridors)) return;
    const riskOf = new Map(risk?.stretches.map((stretch) => [stretch.id, stretch]));
    this.source('stretches').setData({
      type: 'FeatureCollection',
      features: (corridors ?? []).flatMap((corridor) =>
        corridor.stretches.map((stretch) => ({
          type: 'Feature' as const,
          properties: {
            id: stretch.id,
            corridor: corridor.id,
            ...riskProperties(riskOf.get(stretch.id)),
          },
          geometry: { type: 'LineString' as const, coordinates: stretch.line },
        })),
      ),
    });
    this.source('stations').setData(
      points(
        (corridors ?? []).flatMap(({ stations }) =>
          stations.map(({ lon, lat, name }): [number, number, object] => [lon, lat, { name }]),
        ),
      ),
    );
  }

  private drawWay(): void {
    this.source('way').setData(this.content.way?.features ?? EMPTY);
    // Without a camera of its own the view looks at the whole way.
    if (this.wholeCountry) this.goTo(null);
  }

  private drawScope(): void {
    const { scope } = this.content;
    this.map.setFilter('state-chosen', ['==', ['get', 'code'], scope?.kind === 'state' ? scope.id : '']);
    this.map.setFilter('stretch-chosen', ['==', ['get', 'id'], scope?.kind === 'stretch' ? scope.id : '']);
    this.map.setFilter('hotspot-chosen', ['==', ['get', 'id'], scope?.kind === 'cell' ? scope.id : '']);
    this.map.setFilter('cell-chosen', ['==', ['get', 'id'], scope?.kind === 'cell' ? scope.id : '']);
  }

  private drawVisibility(): void {
    const { hidden } = this.content;
    const set = (id: string, name: LayerName) =>
      this.map.setLayoutProperty(id, 'visibility', hidden.includes(name) ? 'none' : 'visible');
    set('cells', 'cells');
    set('cell-lines', 'cells');
    set('cell-hazards', 'hazards');
    for (const id of LABEL_LAYERS) set(id, 'labels');
  }

  /** A new palette or language: the same layers with other paint, without reloading a source. */
  private restyle(): void {
    if (this.map.hasImage(HATCH_IMAGE)) {
      this.map.updateImage(HATCH_IMAGE, hatchImage(this.content.palette.noData).image);
    }
    for (const layer of layersOf(this.content)) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        this.map.setPaintProperty(layer.id, name, value);
      }
      const layout: Record<string, unknown> = layer.layout ?? {};
      if ('text-field' in layout) this.map.setLayoutProperty(layer.id, 'text-field', layout['text-field']);
    }
  }

  private source(id: string): GeoJSONSource {
    const source = this.map.getSource<GeoJSONSource>(id);
    if (!source) throw new Error(`no source ${id}`);
    return source;
  }
}

function layersOf({ palette, language }: AtlasContent): ReturnType<typeof basemapLayers> {
  return basemapLayers(palette, language);
}

function sources(basemap: BasemapFeatures, content: AtlasContent) {
  const geojson = (data: GeoJSON.GeoJSON) => ({ type: 'geojson' as const, data });
  return {
    ...basemapSources(basemap),
    seas: geojson(seaPoints(content.seas)),
    cells: geojson(EMPTY),
    hotspots: geojson(EMPTY),
    cellHazards: geojson(EMPTY),
    stretches: geojson(EMPTY),
    stations: geojson(EMPTY),
    way: geojson(EMPTY),
  };
}

function seaPoints(seas: readonly SeaName[]) {
  return points(seas.map(({ name, lon, lat }): [number, number, object] => [lon, lat, { name }]));
}

function cellTarget(properties: Record<string, unknown>): Target {
  const { id, crimes, hazards } = properties;
  return { kind: 'cell', id: String(id), crimes: Number(crimes), hazards: Number(hazards) };
}

function sameTrack(a: Corridors['corridors'], b: Corridors['corridors']): boolean {
  const ids = (corridors: Corridors['corridors']) =>
    corridors.flatMap(({ stretches }) => stretches.map(({ id }) => id)).join();
  return ids(a) === ids(b);
}
