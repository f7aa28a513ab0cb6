/** Texts by key, in groups. */
export interface Catalogue {
  [key: string]: string | Catalogue;
}

/**
 * A catalogue in which every plural has the form for whole millions too. Spanish has one ("many"), which a text with
 * figures does not need; without it i18next shows the bare key for exactly 1,000,000.
 */
export function withWholeMillions(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).flatMap(([key, value]) => {
      if (typeof value !== 'string') return [[key, withWholeMillions(value)]];
      const many = key.replace(/_other$/, '_many');
      return many === key ? [[key, value]] : [[key, value], ...(many in catalogue ? [] : [[many, value]])];
    }),
  );
}
