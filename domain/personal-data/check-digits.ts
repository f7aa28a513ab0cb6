/** Check digits of documents. Each function takes the document without spaces or hyphens, in capitals. */

/** DUI (El Salvador): eight digits weighted 9 to 2; 10 less the sum mod 10, and 0 for 10. */
export function isDuiValid(dui: string): boolean {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += Number(dui[i]) * (9 - i);
  return Number(dui[8]) === (10 - (sum % 10)) % 10;
}

/** CUI of the DPI (RENAP, Guatemala): eight digits weighted 2 to 9, sum mod 11; then department and municipality. */
export function isCuiValid(cui: string): boolean {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += Number(cui[i]) * (i + 2);
  const department = Number(cui.slice(9, 11));
  const municipality = Number(cui.slice(11, 13));
  return (
    Number(cui[8]) === sum % 11 &&
    department >= 1 &&
    department <= 22 &&
    municipality >= 1 &&
    municipality <= 38
  );
}
