/** A diamond as a signed distance field, which MapLibre can colour, outline and scale. */

const SIZE_PX = 48;
const HALF_DIAGONAL_PX = 15;
/** MapLibre reads an edge at three quarters of the alpha range and eight pixels of falloff (as TinySDF draws). */
const FALLOFF_PX = 8;
const EDGE = 0.75;

/** The image and the options that `map.addImage` wants; drawn at twice its size, so 24 CSS pixels across. */
export function diamondImage() {
  const data = new Uint8ClampedArray(SIZE_PX * SIZE_PX * 4);
  const center = (SIZE_PX - 1) / 2;
  for (let y = 0; y < SIZE_PX; y++) {
    for (let x = 0; x < SIZE_PX; x++) {
      const outside = (Math.abs(x - center) + Math.abs(y - center) - HALF_DIAGONAL_PX) / Math.SQRT2;
      data[4 * (y * SIZE_PX + x) + 3] = 255 * (EDGE - outside / FALLOFF_PX);
    }
  }
  return { image: { width: SIZE_PX, height: SIZE_PX, data }, options: { sdf: true, pixelRatio: 2 } };
}
