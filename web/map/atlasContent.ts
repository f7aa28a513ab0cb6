import type { Corridors } from '../../api/contract.ts';
import type { AlertRow } from '../../api/contract-alerts.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import type { DayWindow } from '../timeline/dayWindow.ts';
import type { TimeCube } from '../timeline/timeCube.ts';
import type { Camera, LayerName, Scope } from '../view/view.ts';
import type { CellShapes } from './cellFeatures.ts';
import type { HotspotShapes } from './hotspotFeatures.ts';
import type { Focus } from './overlayLayers.ts';
import type { Palette } from './palette.ts';
import type { SpotLayers } from './spots.ts';
import type { AlertCircle } from './useAlertCircles.ts';
import type { WayShapes } from './wayFeatures.ts';

/** What the pointer is on, topmost first: a mark, a stretch of rail, a hexagon, a state. */
export type Target =
  /** `count` is of the days that are shown, `isShared` says whether others of other days have the same place. */
  | { kind: 'spot'; row: number; count: number; isShared: boolean; isHazard: boolean }
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
  /** What is in sight came to rest: west, south, east, north in degrees. */
  rested: (box: [number, number, number, number]) => void;
  /** All that lies still was painted for the first time. */
  painted: () => void;
  hovered: (target: Target | null, x: number, y: number) => void;
  picked: (target: Target | null) => void;
}

export interface SeaName {
  name: string;
  lon: number;
  lat: number;
}

/** Everything the map shows; the map is drawn from it and from nothing else but the window that is being moved. */
export interface AtlasContent {
  spots: SpotLayers | null;
  vague: SpotLayers | null;
  cells: CellShapes | null;
  /** Counts by time, for hexagons while the window is moved; null where hexagons are not shown, or not yet. */
  cube: TimeCube | null;
  /** Days that are shown at rest. */
  window: DayWindow;
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
