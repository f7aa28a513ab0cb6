import { countShelters, putShelters, removeShelters } from '../../data/shelter-points.ts';
import { readShelterFile } from '../../etl/patrols/shelter-file.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import { shelterCountsSchema, shelterFileQuerySchema, shelterFileSchema } from '../contract-patrol-log.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';
import { smallBody } from '../small-body.ts';

const PROBLEMS_TOLD = 200;

export const shelters = defineRoute({
  method: 'get',
  path: '/api/shelter-points',
  summary: 'How many shelters patrols are kept away from; where they are is never answered',
  required: 'session',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: shelterCountsSchema,
  cacheable: false,
  handle: async ({ database }) => ({ json: await countShelters(database.pool) }),
});

export const sheltersLoad = defineRoute({
  method: 'post',
  path: '/api/shelter-points',
  summary: 'Loads a CSV of shelters (latitud, longitud): private, read by the solver alone',
  required: 'shelters.load',
  query: shelterFileQuerySchema,
  pathParameters: noQuerySchema,
  takes: 'application/octet-stream',
  answer: shelterFileSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    const { name, replace } = input.query;
    const read = readShelterFile(await smallBody(input.stream));
    if (!read.ok)
      throw new RequestError(400, 'file_not_understood', `${read.reason}: nothing was loaded`, read);
    const { points, held, problems } = read.file;
    const told = await database.transaction(async (db) => {
      const { added } = await putShelters(db, { name, points, held, replace: replace === 'yes' }, now());
      // Counts alone: the audit is read by more people than the shelters' places are.
      const details = { added, held: held.length, replace: replace === 'yes' };
      await audited(db, input, { action: 'shelters-loaded', rows: points.length, details }, now());
      return { ...(await countShelters(db)), added };
    });
    return {
      json: { ...told, known: points.length - told.added, problems: problems.slice(0, PROBLEMS_TOLD) },
      status: 201,
    };
  },
});

export const sheltersRemove = defineRoute({
  method: 'delete',
  path: '/api/shelter-points',
  summary: 'Forgets all shelter points and all rows held back',
  required: 'shelters.load',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: shelterCountsSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    await database.transaction(async (db) => {
      const { points, held } = await removeShelters(db);
      await audited(db, input, { action: 'shelters-loaded', details: { removed: points, held } }, now());
    });
    return { json: await countShelters(database.pool) };
  },
});
