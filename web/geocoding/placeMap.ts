import type { FeatureCollection, Polygon } from 'geojson';
import maplibregl, {
  type FilterSpecification,
  type GeoJSONSource,
  type Map as MapLibreMap,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-csp-worker.js?url';
import type { Corridors } from '../../api/contract.ts';
import { offsetPoint } from '../../domain/geocoding/sphere.ts';
import { type BasemapFeatures, basemapSources } from '../map/basemap.ts';
import { basemapLayers } from '../map/basemapLayers.ts';
import { MAP_LIMITS, MEXICO } from '../map/home.ts';
import { PALETTES, type Palette } from '../map/palette.ts';
import { stretchLines } from '../map/railFeatures.ts';
import type { Theme } from '../theme.ts';

/** A place on the small map: its point, how well it is known, and what it is there. */
export interface MapPlace {
  lon: number;
  lat: number;
  /** Null where nothing is said about it. */
  radiusM: number | null;
  /** What stands in the mark: a number of the list beside the map, or nothing. */
  mark: string;
  kind: 'answer' | 'candidate' | 'file' | 'chosen';
}

/** All that the small map shows on top of the land. */
export interface PlaceMapContent {
  places: readonly MapPlace[];
  shapes?: FeatureCollection | undefined;
  stateCode?: string | null | undefined;
  /** The rail lines, drawn thin beneath the shapes; the same object while they are the same. */
  corridors?: Corridors['corridors'] | undefined;
}

export interface PlaceMapEvents {
  /** A click on the ground, where it can be picked. */
  picked: ((lon: number, lat: number) => void) | null;
  /** A click on a mark. */
  chosen: ((index: number) => void) | null;
}

const CIRCLE_CORNERS = 72;
const FIT = { padding: 36, maxZoom: 9.5 };
const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

const OWN_SOURCES = {
  radii: { type: 'geojson' as const, data: EMPTY },
  shapes: { type: 'geojson' as const, data: EMPTY },
  stretches: { type: 'geojson' as const, data: EMPTY },
};

maplibregl.setWorkerUrl(workerUrl);

/** A small map of a few places on our own basemap; the imperative half of PlaceMap.tsx. */
export class PlaceMapView {
  readonly map: MapLibreMap;
  events: PlaceMapEvents = { picked: null, chosen: null };
  private marks: maplibregl.Marker[] = [];
  private content: PlaceMapContent = { places: [] };
  private ready = false;
  private looked = false;
  private drawnCorridors: PlaceMapContent['corridors'];

  constructor(container: HTMLElement, basemap: BasemapFeatures, theme: Theme, language: string) {
    const sources = { ...basemapSources(basemap), ...OWN_SOURCES };
    this.map = new maplibregl.Map({
      container,
      style: { version: 8, sources, layers: layersOf(PALETTES[theme], language, sources) },
      bounds: MEXICO,
      fitBoundsOptions: { padding: 8 },
      minZoom: 2.5,
      maxZoom: 14,
      maxBounds: MAP_LIMITS,
      renderWorldCopies: false,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      // A page is scrolled past a small map: buttons, two fingers or a double click zoom it.
      scrollZoom: false,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.on('load', () => {
      this.ready = true;
      this.draw();
      this.map.once('idle', () => {
        container.dataset.idle = 'true';
      });
    });
    this.map.on('click', ({ lngLat }) => this.events.picked?.(lngLat.lng, lngLat.lat));
  }

  /** Shows places and shapes; looks at them all where they are other ones than before. */
  show(content: PlaceMapContent, holdsStill = false): void {
    const before = this.content;
    const isSame =
      samePlaces(content.places, before.places) &&
      content.shapes === before.shapes &&
      content.stateCode === before.stateCode;
    this.content = content;
    if (!this.ready) return;
    this.draw(!isSame && !(holdsStill && this.looked));
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps);
  }

  destroy(): void {
    this.map.remove();
  }

  private draw(look = true): void {
    const { places, shapes, stateCode, corridors } = this.content;
    if (corridors !== this.drawnCorridors) {
      this.drawnCorridors = corridors;
      this.map.getSource<GeoJSONSource>('stretches')?.setData(stretchLines(corridors ?? [], null));
    }
    this.map.getSource<GeoJSONSource>('radii')?.setData(radii(places));
    this.map.getSource<GeoJSONSource>('shapes')?.setData(shapes ?? EMPTY);
    this.map.setFilter('state-chosen', ['==', ['get', 'code'], stateCode ?? '']);
    for (const mark of this.marks) mark.remove();
    this.marks = places.map((place, index) => {
      const element = document.createElement('span');
      element.className = `place-mark place-mark-${place.kind}`;
      element.textContent = place.mark;
      // The list beside the map says the same, with names and by keyboard.
      element.setAttribute('aria-hidden', 'true');
      element.addEventListener('click', (event) => {
        if (!this.events.chosen) return;
        event.stopPropagation();
        this.events.chosen(index);
      });
      return new maplibregl.Marker({ element }).setLngLat([place.lon, place.lat]).addTo(this.map);
    });
    if (look) this.look();
  }

  private look(): void {
    const { places, shapes } = this.content;
    const bounds = new maplibregl.LngLatBounds();
    for (const position of positionsOf(shapes)) bounds.extend(position);
    this.looked = places.length > 0 || !bounds.isEmpty();
    if (!this.looked) {
      this.map.fitBounds(MEXICO, { padding: 8, animate: false });
      return;
    }
    for (const { lon, lat, radiusM } of places) {
      for (const bearing of [0, 90, 180, 270]) {
        const edge = offsetPoint({ lon, lat }, bearing, radiusM ?? 5000);
        bounds.extend([edge.lon, edge.lat]);
      }
    }
    this.map.fitBounds(bounds, { ...FIT, animate: false });
  }
}

function samePlaces(a: readonly MapPlace[], b: readonly MapPlace[]): boolean {
  return a.length === b.length && a.every((place, i) => place.lon === b[i]?.lon && place.lat === b[i]?.lat);
}

/** Every corner of lines and polygons. */
function positionsOf(shapes: FeatureCollection | undefined): [number, number][] {
  return (shapes?.features ?? []).flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return geometry.coordinates.flat() as [number, number][];
    return geometry.type === 'LineString' ? (geometry.coordinates as [number, number][]) : [];
  });
}

function layersOf(palette: Palette, language: string, sources: object) {
  const known = basemapLayers(palette, language).filter(
    // The hatching is an image of the large map, and speaks of silence, which is not this map's subject.
    (layer) => layer.id !== 'no-data' && (!('source' in layer) || String(layer.source) in sources),
  );
  return [
    ...known,
    {
      id: 'radii',
      type: 'fill' as const,
      source: 'radii',
      paint: { 'fill-color': palette.selection, 'fill-opacity': 0.12 },
    },
    {
      id: 'radius-lines',
      type: 'line' as const,
      source: 'radii',
      paint: { 'line-color': palette.selection, 'line-width': 1.2, 'line-dasharray': [3, 2] },
    },
    {
      id: 'shapes',
      type: 'fill' as const,
      source: 'shapes',
      filter: ['==', ['geometry-type'], 'Polygon'] as FilterSpecification,
      paint: { 'fill-color': palette.area, 'fill-opacity': 0.2 },
    },
    {
      id: 'shape-lines',
      type: 'line' as const,
      source: 'shapes',
      filter: ['==', ['geometry-type'], 'Polygon'] as FilterSpecification,
      paint: { 'line-color': palette.area, 'line-width': 2.5 },
    },
    {
      id: 'shape-tracks',
      type: 'line' as const,
      source: 'shapes',
      filter: ['==', ['geometry-type'], 'LineString'] as FilterSpecification,
      layout: { 'line-cap': 'round' as const },
      paint: { 'line-color': palette.selection, 'line-width': 5, 'line-opacity': 0.7 },
    },
  ];
}

/** Circles in which each place lies, as polygons. */
function radii(places: readonly MapPlace[]): FeatureCollection<Polygon> {
  return {
    type: 'FeatureCollection',
    features: places.flatMap((place) => (place.radiusM === null ? [] : [circle(place, place.radiusM)])),
  };
}

function circle(centre: { lon: number; lat: number }, radiusM: number) {
  const ring = Array.from({ length: CIRCLE_CORNERS + 1 }, (_, i): [number, number] => {
    const { lon, lat } = offsetPoint(centre, (360 * (i % CIRCLE_CORNERS)) / CIRCLE_CORNERS, radiusM);
    return [lon, lat];
  });
  const geometry: Polygon = { type: 'Polygon', coordinates: [ring] };
  return { type: 'Feature' as const, properties: {}, geometry };
}
