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
const ROOT_32 = 5.656854249492380195;
const INVERSE_ROOT_TWO_PI = 0.398942280401432677939946;

/** P(0 < Z < z) for 0 <= z < 0.67448975. */
function centre(z: number): number {
  const square = z * z;
  let top = 0.065682337918207449113 * square;
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
    let top = 1.0765576773720192317e-8 * z;
    let bottom = z;
    for (let i = 0; i < 7; i++) {
      top = (top + NEAR_TOP[i]!) * z;
      bottom = (bottom + NEAR_BOTTOM[i]!) * z;
    }
    value = (top + NEAR_TOP[7]!) / (bottom + NEAR_BOTTOM[7]!);
  } else {
    const inverse = 1 / (z * z);
    let top = 0.02307344176494017303 * inverse;
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

const CENTRE_TOP = [2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249];
const CENTRE_BOTTOM = [
  47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956,
];
const NEAR_TOP = [
  0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
];
const NEAR_BOTTOM = [
  22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755,
  18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
];
const FAR_TOP = [
  0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466,
  2.9112874951168792e-5,
];
const FAR_BOTTOM = [
  1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
  7.29751555083966205e-5,
];

/** Coefficients of AS 241, from the constant term up: numerator, denominator. */
type Rational = readonly [readonly number[], readonly number[]];

const INNER: Rational = [
  [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
  ],
];
const MIDDLE: Rational = [
  [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
];
const OUTER: Rational = [
  [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
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
