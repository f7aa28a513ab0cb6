import { rgba } from './palette.ts';

/** Pixels of the tile, at two to a CSS pixel. */
const SIZE_PX = 16;
const LINE_PX = 3;

/** A tile of diagonal lines for `map.addImage`: no data, which is neither a colour nor its absence. */
export function hatchImage(color: string) {
  const data = new Uint8ClampedArray(SIZE_PX * SIZE_PX * 4);
  for (let y = 0; y < SIZE_PX; y++) {
    for (let x = 0; x < SIZE_PX; x++) {
      if ((x + y) % SIZE_PX < LINE_PX) data.set(rgba(color, 200), 4 * (y * SIZE_PX + x));
    }
  }
  return { image: { width: SIZE_PX, height: SIZE_PX, data }, options: { pixelRatio: 2 } };
}
