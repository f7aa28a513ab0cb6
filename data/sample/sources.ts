/** Invented publishers, by the part of the country that they cover. No such paper, network or office exists. */

export type SourceKind = 'prensa' | 'albergue' | 'organización civil' | 'autoridad';

export interface SampleSource {
  name: string;
  kind: SourceKind;
  /** Which of the wordings of its kind it uses: two papers never print the same sentence. */
  style: number;
  /** Usual days from the incident to its publication. */
  delayDays: number;
}

const SOUTH = ['07', '20', '27', '30', '04'];
const NORTH = ['02', '26', '08', '05', '19', '28', '25', '10'];

const NATIONAL: readonly SampleSource[] = [
  { name: 'Agencia Sintética Mesoamericana', kind: 'prensa', style: 3, delayDays: 2 },
  { name: 'Red Sintética de Albergues', kind: 'albergue', style: 0, delayDays: 5 },
  { name: 'Observatorio Sintético de Movilidad', kind: 'organización civil', style: 0, delayDays: 12 },
  { name: 'Unidad Sintética de Atención a Víctimas', kind: 'autoridad', style: 0, delayDays: 8 },
];
const REGIONAL = {
  south: [
    { name: 'Diario Sintético del Istmo', kind: 'prensa', style: 0, delayDays: 1 },
    { name: 'Noticias Sintéticas del Sureste', kind: 'prensa', style: 1, delayDays: 1 },
    { name: 'La Voz Sintética del Golfo', kind: 'prensa', style: 2, delayDays: 2 },
  ],
  north: [
    { name: 'El Heraldo Sintético de la Frontera', kind: 'prensa', style: 0, delayDays: 1 },
    { name: 'Correo Sintético del Noreste', kind: 'prensa', style: 1, delayDays: 2 },
  ],
  centre: [
    { name: 'Gaceta Sintética del Bajío', kind: 'prensa', style: 0, delayDays: 1 },
    { name: 'El Altiplano Sintético', kind: 'prensa', style: 1, delayDays: 2 },
  ],
} satisfies Record<string, readonly SampleSource[]>;

/** The sources that may report an incident in the state, papers of the region twice as likely as the others. */
export function sourcesFor(stateCode: string): (readonly [SampleSource, number])[] {
  const region = SOUTH.includes(stateCode) ? 'south' : NORTH.includes(stateCode) ? 'north' : 'centre';
  return [
    ...REGIONAL[region].map((source) => [source, 2] as const),
    ...NATIONAL.map((source) => [source, 1] as const),
  ];
}
