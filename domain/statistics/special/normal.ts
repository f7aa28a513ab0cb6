/**
 * Upper tail P(Z > z) of the standard normal, to about 1e-15 relative down to 1e-308: the rational approximations
 * of Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969), arranged for the
 * normal as in Cody, ACM Trans. Math. Softw. 19 (1993), algorithm 715.
 */
export function normalUpper(z: number): number {
  if (z < 0) return z > -CENTRE ? 0.5 + centre(-z) : 1 - farTail(-z);
  return z < CENTRE ? 0.5 - centre(z) : farTail(z);
}

/** P(|Z| > |z|). */
export function normalTwoSided(z: number): number {
  // Doubling the upper tail of |z| keeps the tail's precision.
  return 2 * normalUpper(Math.abs(z));
}

/** The z with P(Z <= z) = p, 0 < p < 1. Wichura, algorithm AS 241 (PPND16), Appl. Statist. 37 (1988). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new Error(`normalQuantile wants 0 < p < 1, not ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, INNER);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const z = r <= 5 ? ratio(r - 1.6, MIDDLE) : ratio(r - 5, OUTER);
  return q < 0 ? -z : z;
}

const CENTRE = 0.67448975;
const ROOT_32 = 5.656854249492381;
const INVERSE_ROOT_TWO_PI = 0.3989422804014327;

/** P(0 < Z < z) for 0 <= z < 0.67448975. */
function centre(z: number): number {
  const square = z * z;
  let top = 0.06568233791820745 * square;
  let bottom = square;
  for (let i = 0; i < 3; i++) {
    top = (top + CENTRE_TOP[i]!) * square;
    bottom = (bottom + CENTRE_BOTTOM[i]!) * square;
  }
  return (z * (top + CENTRE_TOP[3]!)) / (bottom + CENTRE_BOTTOM[3]!);
}

/** P(Z > z) for z >= 0.67448975. */
function farTail(z: number): number {
  if (z > 39) return 0;
  let value: number;
  if (z <= ROOT_32) {
    let top = 1.0765576773720192e-8 * z;
    let bottom = z;
    for (let i = 0; i < 7; i++) {
      top = (top + NEAR_TOP[i]!) * z;
      bottom = (bottom + NEAR_BOTTOM[i]!) * z;
    }
    value = (top + NEAR_TOP[7]!) / (bottom + NEAR_BOTTOM[7]!);
  } else {
    const inverse = 1 / (z * z);
    let top = 0.023073441764940174 * inverse;
    let bottom = inverse;
    for (let i = 0; i < 4; i++) {
      top = (top + FAR_TOP[i]!) * inverse;
      bottom = (bottom + FAR_BOTTOM[i]!) * inverse;
    }
    value = (INVERSE_ROOT_TWO_PI - (inverse * (top + FAR_TOP[4]!)) / (bottom + FAR_BOTTOM[4]!)) / z;
  }
  // exp(-z^2/2) in two factors: z^2 alone would lose the bits that the tail needs.
  const rounded = Math.trunc(z * 16) / 16;
  return Math.exp(-0.5 * rounded * rounded) * Math.exp(-0.5 * (z - rounded) * (z + rounded)) * value;
}

const CENTRE_TOP = [2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356];
const CENTRE_BOTTOM = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const NEAR_TOP = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
  6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const NEAR_BOTTOM = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
];
const FAR_TOP = [
  0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  0.000029112874951168793,
];
const FAR_BOTTOM = [
  1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662,
];

/** Coefficients of AS 241, from the constant term up: numerator, denominator. */
type Rational = readonly [readonly number[], readonly number[]];

const INNER: Rational = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
];
const MIDDLE: Rational = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
const OUTER: Rational = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

function ratio(x: number, [top, bottom]: Rational): number {
  let numerator = 0;
  let denominator = 0;
  for (let i = 7; i >= 0; i--) {
    numerator = numerator * x + top[i]!;
    denominator = denominator * x + bottom[i]!;
  }
  return numerator / denominator;
}
