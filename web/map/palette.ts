import type { Theme } from '../theme.ts';

/**
 * The map's colours. The page's own tokens are in styles/tokens.css; the canvas can't read those cheaply, and
 * the legend must show exactly what the canvas draws, so both take them from here.
 */
export interface Palette {
  sea: string;
  land: string;
  neighbour: string;
  coast: string;
  stateLine: string;
  countryLine: string;
  rail: string;
  railHalo: string;
  stationFill: string;
  label: string;
  labelQuiet: string;
  labelSea: string;
  halo: string;
  /** Five steps from few to many crimes: light to dark on light land, the reverse on dark land. */
  ramp: readonly [string, string, string, string, string];
  /** Five steps of a stretch's score, apart in hue from the hexagons under it. */
  riskRamp: readonly [string, string, string, string, string];
  cellLine: string;
  /** Ground of the study area of hotspots. */
  studyArea: string;
  incident: string;
  area: string;
  hazard: string;
  markLine: string;
  /** Hatching of states without data. */
  noData: string;
  selection: string;
  /** Rings of alerts that fire. */
  alert: string;
}

/** Ramp: orange to wine, even steps of lightness; hazard: a blue that stays apart from it in every kind of colour blindness. */
export const PALETTES: Record<Theme, Palette> = {
  light: {
    sea: '#dfe8ea',
    land: '#faf7ef',
    neighbour: '#eeebe2',
    coast: '#a9b7ba',
    stateLine: '#d6cfbf',
    countryLine: '#b9b2a2',
    rail: '#34302b',
    railHalo: '#faf7ef',
    stationFill: '#faf7ef',
    label: '#2b2a27',
    labelQuiet: '#6d685e',
    labelSea: '#5e7a82',
    halo: '#faf7ef',
    ramp: ['#f7d9a6', '#eeae66', '#d97b3d', '#ae4a36', '#6e2433'],
    riskRamp: ['#c6c1e4', '#9f92d3', '#775fbd', '#51359a', '#2b1160'],
    cellLine: '#b98d56',
    studyArea: '#8aa3a8',
    incident: '#9c3540',
    area: '#9c3540',
    hazard: '#1b6ca8',
    markLine: '#fffdf8',
    noData: '#8f897c',
    selection: '#12343f',
    alert: '#a11d6b',
  },
  dark: {
    sea: '#12191f',
    land: '#232d36',
    neighbour: '#1b242b',
    coast: '#4b5963',
    stateLine: '#39454f',
    countryLine: '#55626c',
    rail: '#d9d3c6',
    railHalo: '#232d36',
    stationFill: '#232d36',
    label: '#eeeae0',
    labelQuiet: '#a9b0b3',
    labelSea: '#7d97a1',
    halo: '#1a222a',
    ramp: ['#5b3b3a', '#8d4c3c', '#c1693f', '#e59d57', '#fbdc9c'],
    riskRamp: ['#4b437c', '#6f62ad', '#978ad2', '#c0b8ea', '#ece9fd'],
    cellLine: '#7f5a46',
    studyArea: '#5f7a84',
    incident: '#f0a87e',
    area: '#f0a87e',
    hazard: '#6bb6ee',
    markLine: '#151c22',
    noData: '#8b959c',
    selection: '#f6efe0',
    alert: '#f28fc4',
  },
};

/** A hex colour as the byte tuple that deck.gl wants. */
export function rgba(hex: string, alpha = 255): [number, number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, alpha];
}
