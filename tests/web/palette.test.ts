import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PALETTES, type Palette } from '../../web/map/palette.ts';

/** Machado, Oliveira & Fernandes 2009, severity 1.0: what the three kinds of dichromat see, on linear RGB. */
const VISION: Record<string, readonly (readonly number[])[]> = {
  trichromat: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanope: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

/** CIE L*a*b* (D65) of a colour as one kind of eye sees it. */
function lab(hex: string, vision: string): number[] {
  const rgb = linear(hex);
  const seen = (VISION[vision] ?? []).map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, i) => sum + weight * (rgb[i] as number), 0),
      ),
    ),
  );
  const [r, g, b] = seen as [number, number, number];
  const xyz = [
    (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
    0.2126729 * r + 0.7151522 * g + 0.072175 * b,
    (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883,
  ].map((t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)) as [number, number, number];
  return [116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])];
}

function difference(a: string, b: string, vision: string): number {
  const other = lab(b, vision);
  return Math.hypot(...lab(a, vision).map((value, i) => value - (other[i] as number)));
}

function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, bl] = linear(hex) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const THEMES = Object.entries(PALETTES) as ['light' | 'dark', Palette][];
const cases = THEMES.flatMap(([theme, palette]) =>
  Object.keys(VISION).map((vision) => ({ theme, palette, vision })),
);

describe('the colours of the map', () => {
  it.each(cases)('rise evenly on $theme land for a $vision', ({ theme, palette, vision }) => {
    for (const ramp of [palette.ramp, palette.riskRamp]) {
      const lightness = ramp.map((color) => lab(color, vision)[0] as number);
      const steps = lightness.slice(1).map((value, i) => value - (lightness[i] as number));
      for (const step of steps) {
        expect(theme === 'light' ? -step : step).toBeGreaterThan(7);
      }
    }
  });

  it.each(cases)('tell hazards from crimes on $theme land for a $vision', ({ palette, vision }) => {
    expect(difference(palette.hazard, palette.incident, vision)).toBeGreaterThan(30);
    for (const color of palette.ramp) expect(difference(palette.hazard, color, vision)).toBeGreaterThan(20);
  });

  it.each(THEMES)('stand out from %s land: marks 3:1, names 4.5:1', (_, palette) => {
    for (const mark of [palette.incident, palette.hazard, palette.rail, palette.selection]) {
      expect(contrast(mark, palette.land)).toBeGreaterThanOrEqual(3);
    }
    for (const ground of [palette.land, palette.neighbour]) {
      expect(contrast(palette.label, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.labelQuiet, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('the colours of the page', () => {
  const css = readFileSync('web/styles/tokens.css', 'utf8');
  const colorsIn = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(
        ([, name, hex]) => [name, hex] as [string, string],
      ),
    );
  const [plain = '', more = '', moreDark = ''] = css.split(/@media [^{]*prefers-contrast: more\)/);
  const [light = '', dark = ''] = plain.split('data-theme="dark"');

  it.each([
    ['light', { ...colorsIn(light), ...colorsIn(more) }],
    ['dark', { ...colorsIn(light), ...colorsIn(dark), ...colorsIn(moreDark) }],
  ])('keep text at 7:1 and lines at 4.5:1 where the system asks for more contrast: %s', (_, colors) => {
    const of = (name: string) => colors[name] as string;
    const grounds = ['ground', 'raised', 'sunken'];
    const pairs = [
      ...['text', 'quiet', 'accent'].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
      ['accent-text', 'accent'],
      ['amber-text', 'amber'],
      ['alert-text', 'alert'],
      ['synthetic-text', 'synthetic-b'],
    ] as const;
    for (const [text, ground] of pairs) {
      expect([text, ground, contrast(of(text), of(ground)) >= 7]).toEqual([text, ground, true]);
    }
    for (const ground of grounds) expect(contrast(of('line'), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
});
