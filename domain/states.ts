/** The 32 states by INEGI's two-digit code: usual name, official long name where it differs, abbreviations. */
export interface StateName {
  code: string;
  name: string;
  longName?: string;
  abbreviation: string;
  /** GeoNames numbers states by FIPS, which differs from INEGI for 05 to 08 and is alphabetical elsewhere. */
  fips: string;
}

export const STATES: readonly StateName[] = [
  { code: '01', name: 'Aguascalientes', abbreviation: 'Ags.', fips: '01' },
  { code: '02', name: 'Baja California', abbreviation: 'B.C.', fips: '02' },
  { code: '03', name: 'Baja California Sur', abbreviation: 'B.C.S.', fips: '03' },
  { code: '04', name: 'Campeche', abbreviation: 'Camp.', fips: '04' },
  { code: '05', name: 'Coahuila', longName: 'Coahuila de Zaragoza', abbreviation: 'Coah.', fips: '07' },
  { code: '06', name: 'Colima', abbreviation: 'Col.', fips: '08' },
  { code: '07', name: 'Chiapas', abbreviation: 'Chis.', fips: '05' },
  { code: '08', name: 'Chihuahua', abbreviation: 'Chih.', fips: '06' },
  { code: '09', name: 'Ciudad de México', abbreviation: 'CDMX', fips: '09' },
  { code: '10', name: 'Durango', abbreviation: 'Dgo.', fips: '10' },
  { code: '11', name: 'Guanajuato', abbreviation: 'Gto.', fips: '11' },
  { code: '12', name: 'Guerrero', abbreviation: 'Gro.', fips: '12' },
  { code: '13', name: 'Hidalgo', abbreviation: 'Hgo.', fips: '13' },
  { code: '14', name: 'Jalisco', abbreviation: 'Jal.', fips: '14' },
  { code: '15', name: 'Estado de México', longName: 'México', abbreviation: 'Edo. Méx.', fips: '15' },
  { code: '16', name: 'Michoacán', longName: 'Michoacán de Ocampo', abbreviation: 'Mich.', fips: '16' },
  { code: '17', name: 'Morelos', abbreviation: 'Mor.', fips: '17' },
  { code: '18', name: 'Nayarit', abbreviation: 'Nay.', fips: '18' },
  { code: '19', name: 'Nuevo León', abbreviation: 'N.L.', fips: '19' },
  { code: '20', name: 'Oaxaca', abbreviation: 'Oax.', fips: '20' },
  { code: '21', name: 'Puebla', abbreviation: 'Pue.', fips: '21' },
  { code: '22', name: 'Querétaro', abbreviation: 'Qro.', fips: '22' },
  { code: '23', name: 'Quintana Roo', abbreviation: 'Q. Roo', fips: '23' },
  { code: '24', name: 'San Luis Potosí', abbreviation: 'S.L.P.', fips: '24' },
  { code: '25', name: 'Sinaloa', abbreviation: 'Sin.', fips: '25' },
  { code: '26', name: 'Sonora', abbreviation: 'Son.', fips: '26' },
  { code: '27', name: 'Tabasco', abbreviation: 'Tab.', fips: '27' },
  { code: '28', name: 'Tamaulipas', abbreviation: 'Tamps.', fips: '28' },
  { code: '29', name: 'Tlaxcala', abbreviation: 'Tlax.', fips: '29' },
  {
    code: '30',
    name: 'Veracruz',
    longName: 'Veracruz de Ignacio de la Llave',
    abbreviation: 'Ver.',
    fips: '30',
  },
  { code: '31', name: 'Yucatán', abbreviation: 'Yuc.', fips: '31' },
  { code: '32', name: 'Zacatecas', abbreviation: 'Zac.', fips: '32' },
];

const inegiByFips = new Map(STATES.map((state) => [state.fips, state.code]));

/** INEGI's code for a GeoNames (FIPS) state code, or undefined where there is none. */
export function inegiFromFips(fips: string): string | undefined {
  return inegiByFips.get(fips);
}
