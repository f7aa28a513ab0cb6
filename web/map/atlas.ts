import maplibregl, { type GeoJSONSource, type Map as MapLibreMap, type MapMouseEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-csp-worker.js?url';
import type { DayWindow } from '../timeline/dayWindow.ts';
import type { Camera, LayerName } from '../view/view.ts';
import type { AtlasContent, AtlasEvents, SeaName, Target } from './atlasContent.ts';
import { type BasemapFeatures, basemapSources, points } from './basemap.ts';
import {
  basemapLayers,
  DIAMOND_IMAGE,
  HATCH_IMAGE,
  HOTSPOT_LAYERS,
  LABEL_LAYERS,
  NO_DATA_LAYERS,
  SCORE_LAYERS,
  SPOTS_FROM_ZOOM,
  withoutData,
} from './basemapLayers.ts';
import { CellsOnMap } from './cellsOnMap.ts';
import { diamondImage } from './diamondImage.ts';
import { hatchImage } from './hatchImage.ts';
import { cameraOf, easeTo, homeOf, MAP_LIMITS, MEXICO } from './home.ts';
import type { Marks } from './marks.ts';
import { sameTrack, stationPoints, stretchLines } from './railFeatures.ts';
import type { SpotLayers } from './spots.ts';
import { type Picked, targetAt } from './targetAt.ts';
import { type SpotsInWindow, TimedLayers } from './timedSpots.ts';

/** Rides on moves that come from the view, so that they are not reported back to it. */
const OURS = { isOurs: true };
/** Under the pointer there is nothing of deck.gl's. */
const NO_MARK = { layer: null, index: -1 };
/** In a window that nobody sees nothing is ever painted. */
const PAINT_PATIENCE_MS = 5_000;
const EMPTY = { type: 'FeatureCollection' as const, features: [] };

maplibregl.setWorkerUrl(workerUrl);

/**
 * The map: the page's only imperative code. MapLibre draws what lies still (land, hexagons, rail, names), deck.gl
 * the marks above it, once there are any. Give it new content with `show`; it works out what changed.
 */
export class Atlas {
  readonly map: MapLibreMap;
  /** Null until there is something to mark: a quarter of the page's weight comes with them. */
  marks: Marks | null = null;
  private marksComing = false;
  private isGone = false;
  private content: AtlasContent;
  private readonly events: AtlasEvents;
  private ready = false;
  private near: boolean;
  /** The view names no camera: keep all of Mexico in sight whatever the window does. */
  private wholeCountry: boolean;
  private resizing = false;
  private readonly cells: CellsOnMap;
  /** The window while it is being moved. */
  private moving: DayWindow | null = null;
  private spots: TimedLayers | null = null;
  /** Settles when the land and what was there for it are painted for the first time. */
  private readonly painted: Promise<void>;
  private vague: TimedLayers | null = null;

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
    this.cells = new CellsOnMap(this.map);
    this.painted = new Promise((resolve) => {
      this.map.once('idle', () => resolve());
      setTimeout(resolve, PAINT_PATIENCE_MS);
    });
    void this.painted.then(() => this.isGone || this.events.painted());
    this.keepSpots(null);
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.near = this.map.getZoom() >= SPOTS_FROM_ZOOM;
    this.map.getCanvas().style.cursor = 'default';
    // Until there are marks nobody else tells where the pointer is.
    this.map.on('mousemove', ({ point }) => {
      if (!this.marks) this.hovered({ ...NO_MARK, x: point.x, y: point.y });
    });
    this.map.on('click', ({ point }) => {
      if (!this.marks) this.picked({ ...NO_MARK, x: point.x, y: point.y });
    });
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
  }

  /** Shows new content; parts that are the same objects as before are left alone. */
  show(next: AtlasContent): void {
    const before = this.content;
    this.content = next;
    this.keepSpots(before);
    if (!this.ready) return;
    if (next.palette !== before.palette || next.language !== before.language) this.restyle();
    if (next.seas !== before.seas) this.source('seas').setData(seaPoints(next.seas));
    if (next.hidden !== before.hidden) this.drawVisibility();
    // While the window moves, the next step draws them anyway.
    if (next.cells !== before.cells && !this.moving) this.cells.showAtRest(next.cells);
    if (next.hotspots !== before.hotspots) this.drawHotspots();
    if (next.corridors !== before.corridors || next.risk !== before.risk) this.drawRail(before);
    if (next.way !== before.way) this.drawWay();
    if (next.noData !== before.noData) this.map.setFilter('no-data', withoutData(next.noData));
    if (next.scope !== before.scope) this.drawScope();
    this.drawOverlay();
  }

  /**
   * Shows another window of days at once, from what is already here; null: it has come to rest. The counts of the last
   * step stay until the server's own answer for the window comes with new content.
   */
  showWindow(window: DayWindow | null): void {
    this.moving = window;
    if (!this.ready) return;
    if (window && this.content.cube) this.cells.showWindow(this.content.cube, window);
    this.drawOverlay();
  }

  /** Moves to a camera, or to all of Mexico for null; does nothing when it is there already. */
  goTo(camera: Camera | null): void {
    this.wholeCountry = camera === null;
    if (camera) easeTo(this.map, camera, OURS);
    else this.map.fitBounds(...homeOf(this.map, this.content.way, true), OURS);
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps);
  }

  camera(): Camera {
    return cameraOf(this.map);
  }

  /** What is in sight: west, south, east, north in degrees. */
  bounds(): [number, number, number, number] {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  /** Both canvases as one; a canvas keeps its pixels only until it is shown, so both are drawn for it. */
  picture(): Promise<HTMLCanvasElement> {
    return new Promise((resolve) => {
      this.map.once('render', () => {
        const below = this.map.getCanvas();
        const canvas = document.createElement('canvas');
        canvas.width = below.width;
        canvas.height = below.height;
        const pen = canvas.getContext('2d');
        pen?.drawImage(below, 0, 0);
        this.marks?.draw();
        const marks = [...this.map.getContainer().querySelectorAll('canvas')].filter((one) => one !== below);
        for (const above of marks) pen?.drawImage(above, 0, 0, canvas.width, canvas.height);
        resolve(canvas);
      });
      this.map.triggerRepaint();
    });
  }

  /** What it was given last, and the days of it that are shown. */
  shown(): AtlasContent {
    return this.content;
  }

  windowShown(): DayWindow {
    return this.moving ?? this.content.window;
  }

  /** The marks of a group that are drawn at this zoom, in the days that are shown; null: none, or switched off. */
  spotsShown(name: keyof SpotLayers): SpotsInWindow | null {
    const { hidden } = this.content;
    const isDot = name === 'incidents' || name === 'hazards';
    const isOff =
      (name === 'incidents' && hidden.includes('incidents')) ||
      (name !== 'incidents' && name !== 'areas' && hidden.includes('hazards')) ||
      (!isDot && hidden.includes('areas'));
    return isOff || (isDot && !this.near) ? null : this.spotsAt(name);
  }

  /** True as long as marks are on their way. */
  isIncomplete(): boolean {
    return this.marksComing;
  }

  destroy(): void {
    this.isGone = true;
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
    this.events.rested(this.bounds());
    // Only the reader's own moves are news: ours come from the view, and a resize is nobody's wish.
    if (this.resizing || 'isOurs' in event) return;
    this.wholeCountry = false;
    this.events.moved(this.camera());
  };

  private readonly onResize = () => {
    this.resizing = true;
    queueMicrotask(() => {
      this.resizing = false;
      if (this.wholeCountry) this.map.fitBounds(...homeOf(this.map, this.content.way, false), OURS);
    });
  };

  private target(info: Picked): Target | null {
    return targetAt(this.map, this.content, this.ready, (name) => this.spotsAt(name), info);
  }

  private spotsAt(name: keyof SpotLayers): SpotsInWindow | null {
    const layers = this.near ? this.spots : this.vague;
    return layers?.at(name, this.windowShown()) ?? null;
  }

  private keepSpots(before: AtlasContent | null): void {
    const { spots, vague } = this.content;
    if (spots !== before?.spots) this.spots = spots && new TimedLayers(spots);
    if (vague !== before?.vague) this.vague = vague && new TimedLayers(vague);
  }

  private drawAll(): void {
    const { image, options } = diamondImage();
    this.map.addImage(DIAMOND_IMAGE, image, options);
    this.map.setFilter('no-data', withoutData(this.content.noData));
    this.drawVisibility();
    this.cells.showAtRest(this.content.cells);
    this.drawHotspots();
    this.drawRail(null);
    this.drawWay();
    this.drawScope();
    this.drawOverlay();
  }

  private drawOverlay(): void {
    const { focus, alerts, hidden, palette, window } = this.content;
    const { spots, vague, marks } = this;
    if (!marks) {
      if (this.ready && (spots || vague || focus || alerts.length > 0)) void this.bringMarks();
      return;
    }
    const zoom = this.map.getZoom();
    marks.show({ spots, vague, window: this.moving ?? window, focus, alerts, hidden, palette, zoom });
  }

  /** Loads what draws the marks, once the map itself is there; where it can't come the map does without. */
  private async bringMarks(): Promise<void> {
    if (this.marksComing) return;
    this.marksComing = true;
    // So that it is known to be unfinished.
    this.map.triggerRepaint();
    // A quarter of the page's weight: first the map itself.
    await this.painted;
    const { Marks: Drawing } = await import('./marks.ts').catch(() => ({ Marks: null }));
    this.marksComing = false;
    if (this.isGone || !Drawing) return;
    this.marks = new Drawing(this.map, { hovered: this.hovered, picked: this.picked });
    this.drawOverlay();
    this.map.triggerRepaint();
  }

  private readonly hovered = (info: Picked) => this.events.hovered(this.target(info), info.x, info.y);
  private readonly picked = (info: Picked) => this.events.picked(this.target(info));

  private drawHotspots(): void {
    this.source('hotspots').setData(this.content.hotspots ?? EMPTY);
  }

  private drawRail(before: AtlasContent | null): void {
    const { corridors, risk } = this.content;
    // Spare the map a new index of the same lines.
    const isSame = before?.risk === risk && before.corridors && corridors;
    if (isSame && sameTrack(before.corridors ?? [], corridors)) return;
    this.source('stretches').setData(stretchLines(corridors ?? [], risk));
    this.source('stations').setData(stationPoints(corridors ?? []));
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
    for (const id of HOTSPOT_LAYERS) set(id, 'hotspots');
    for (const id of SCORE_LAYERS) set(id, 'risk');
    for (const id of NO_DATA_LAYERS) set(id, 'noData');
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
    cells: { ...geojson(EMPTY), promoteId: 'id' },
    hotspots: geojson(EMPTY),
    cellHazards: { ...geojson(EMPTY), promoteId: 'id' },
    stretches: geojson(EMPTY),
    stations: geojson(EMPTY),
    way: geojson(EMPTY),
  };
}

function seaPoints(seas: readonly SeaName[]) {
  return points(seas.map(({ name, lon, lat }): [number, number, object] => [lon, lat, { name }]));
}
