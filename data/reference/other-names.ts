const LATIN_NAME = /^[\p{Script=Latin}\p{M}\p{N}\p{P}\p{Zs}´`']+$/u;
/** Three capitals are airport codes (TAP is Tapachula's airport); they collide with words and abbreviations. */
const AIRPORT_CODE = /^[A-Z]{3}$/;
/** GeoNames romanises Chinese, Arabic and others without capitals: "ta pa qiu la". Nobody writes those here. */
const ROMANISED = /^\p{Ll}/u;

/** Equal for names that differ only in accents, case, or the kind of apostrophe. */
function foldedKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}'’‘`´]/gu, '')
    .toLowerCase();
}

function accentCount(name: string): number {
  return name.normalize('NFD').length - name.normalize('NFC').length;
}

/**
 * The other names of a place worth keeping: Latin script, no airport codes, no romanisations; of names that
 * differ only in accents or case, the one with most accents; never one that equals `name` but for those.
 * In code-point order.
 */
export function usefulOtherNames(name: string, candidates: readonly string[]): string[] {
  const best = new Map<string, string>();
  for (const raw of candidates) {
    const candidate = raw.normalize('NFC').trim().replace(/\s+/g, ' ');
    if (candidate === '' || candidate.includes('|')) continue;
    if (!LATIN_NAME.test(candidate) || AIRPORT_CODE.test(candidate) || ROMANISED.test(candidate)) continue;
    const key = foldedKey(candidate);
    const known = best.get(key);
    if (known === undefined || accentCount(candidate) > accentCount(known)) best.set(key, candidate);
  }
  best.delete(foldedKey(name));
  return [...best.values()].sort();
}
