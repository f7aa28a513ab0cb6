import type { Geometry } from 'geojson';
import { readStateLabels } from '../../data/counts.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import {
  type ReleaseCell,
  releaseExportQuerySchema,
  releaseQuerySchema,
  releaseSchema,
} from '../contract-release.ts';
import { messageWords } from '../messaging/words.ts';
import { chooseRelease } from '../release.ts';
import { releaseCsv, releaseGeoJson } from '../release-export.ts';
import { defineRoute } from '../route.ts';

export const release = defineRoute({
  method: 'get',
  path: '/api/release',
  summary: 'What was released of closed months: counts by state or stretch and group of crimes, none under k',
  required: 'release.read',
  query: releaseQuerySchema,
  pathParameters: noQuerySchema,
  answer: releaseSchema,
  // The tag of other answers follows the data, which a release does not.
  cacheable: false,
  handle: async (context, { query, status }) => ({ json: await chooseRelease(context, query, status) }),
});

export const releaseExport = defineRoute({
  method: 'get',
  path: '/api/release/export',
  summary: 'The same as CSV or GeoJSON',
  required: 'release.read',
  query: releaseExportQuerySchema,
  pathParameters: noQuerySchema,
  answer: ['application/geo+json', 'text/csv'],
  cacheable: false,
  handle: async (context, input) => {
    const { format, lang, ...query } = input.query;
    const chosen = await chooseRelease(context, query, input.status);
    const t = messageWords(lang);
    const { database, graph, network, now } = context;
    const fileName = `vigia-${chosen.lastMonth ?? 'release'}.${format === 'csv' ? 'csv' : 'geojson'}`;
    await audited(
      database.pool,
      input,
      {
        action: 'exported',
        subject: { kind: 'release', id: chosen.lastMonth ?? '' },
        filters: { format, from: query.from ?? null, to: query.to ?? null, state: query.state ?? null },
        rows: chosen.cells.length,
      },
      now(),
    );
    if (format === 'csv') {
      return { bytes: Buffer.from(releaseCsv(chosen, t)), type: 'text/csv; charset=utf-8', fileName };
    }
    const labels = new Map(
      (await readStateLabels(database.pool)).map(({ code, lon, lat }) => [code, [lon, lat]]),
    );
    const shapeOf = ({ kind, place }: ReleaseCell): Geometry | null => {
      if (kind === 'state') {
        const at = labels.get(place);
        return at ? { type: 'Point', coordinates: at } : null;
      }
      const stretch = kind === 'stretch' && graph.stretches.find(({ id }) => id === place);
      if (!stretch) return null;
      const line = network.between(stretch.corridorId, stretch.fromKm, stretch.toKm);
      return { type: 'LineString', coordinates: line };
    };
    const text = releaseGeoJson(chosen, t, shapeOf);
    return { bytes: Buffer.from(text), type: 'application/geo+json', fileName };
  },
});
