import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { type OverlayData, overlayLayers } from './overlayLayers.ts';
import type { Picked } from './targetAt.ts';

const PICK_RADIUS_PX = 4;

interface MarkEvents {
  hovered: (info: Picked) => void;
  picked: (info: Picked) => void;
}

/** The marks above the map, which deck.gl draws; a file of its own, loaded when there is something to mark. */
export class Marks {
  private readonly overlay: MapLibreOverlay;

  constructor(map: MapLibreMap, events: MarkEvents) {
    this.overlay = new MapLibreOverlay({
      interleaved: false,
      layers: [],
      pickingRadius: PICK_RADIUS_PX,
      onHover: events.hovered,
      onClick: events.picked,
      getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : 'default'),
    });
    map.addControl(this.overlay);
  }

  show(data: OverlayData): void {
    this.overlay.setProps({ layers: overlayLayers(data) });
  }

  /** Draws now: a canvas keeps its pixels only until it is shown. */
  draw(): void {
    // A string is its reason.
    this.deck()?.redraw('picture');
  }

  /** The overlay has no way to ask or say these things. Its deck has. */
  private deck(): { isInitialized: boolean; redraw(why: string): void } | undefined {
    return (this.overlay as unknown as { _deck?: { isInitialized: boolean; redraw(why: string): void } })
      ._deck;
  }

  /** How many marks of each layer picking finds in a window of that size. */
  counts(width: number, height: number): Record<string, number> {
    const counts: Record<string, number> = {};
    // Before it has its canvas it can't be asked.
    if (!this.deck()?.isInitialized) return counts;
    for (const { layer } of this.overlay.pickObjects({ x: 0, y: 0, width, height })) {
      if (layer) counts[layer.id] = (counts[layer.id] ?? 0) + 1;
    }
    return counts;
  }
}
