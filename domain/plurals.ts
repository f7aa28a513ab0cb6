/** Texts by key, in groups. */
export interface Catalogue {
  [key: string]: string | Catalogue;
}

/**
 * A catalogue in which every plural has the form for whole millions too. Spanish has one ("many"), which a text with
 * figures does not need; without it i18next shows the bare key for exactly 1,000,000.
 */
export function withWholeMillions(catalogue: Catalogue): Catalogue {
  const whole: Catalogue = {};
  for (const [key, value] of Object.entries(catalogue)) {
    whole[key] = typeof value === 'string' ? value : withWholeMillions(value);
    const many = key.replace(/_other$/, '_many');
    if (!(many in catalogue)) whole[many] = value;
  }
  return whole;
}
