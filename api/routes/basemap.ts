import { readLabels } from '../../data/reference/tables.ts';
import { referenceText } from '../../data/reference-load.ts';
import { basemapSchema, noQuerySchema } from '../contract.ts';
import { defineRoute } from '../route.ts';

/** It changes only with the program, so it is read once. */
let basemapJson: unknown;

export const basemap = defineRoute({
  method: 'get',
  path: '/api/basemap',
  summary: 'States, neighbouring countries and labels of our own base map',
  required: 'session',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: basemapSchema,
  cacheable: true,
  handle: () => {
    basemapJson ??= {
      states: JSON.parse(referenceText('states.topo.json')),
      countries: JSON.parse(referenceText('countries.topo.json')),
      labels: readLabels(referenceText('labels.csv')).map(({ name, nameEn, lon, lat, kind, rank }) => ({
        name,
        name_en: nameEn,
        lon,
        lat,
        kind,
        rank,
      })),
    };
    return { json: basemapJson as never };
  },
});
