import { noQuerySchema } from '../contract.ts';
import { type GeocodeAnswer, geocodeQuerySchema, geocodeSchema } from '../contract-geocode.ts';
import { defineRoute } from '../route.ts';

export const geocode = defineRoute({
  method: 'get',
  path: '/api/geocode',
  summary: 'Where a place text points to and why, or what it may mean; in this process, nobody else is asked',
  required: 'session',
  query: geocodeQuerySchema,
  pathParameters: noQuerySchema,
  answer: geocodeSchema,
  cacheable: false,
  handle: async (context, { query: { text, state, municipality, onRail } }) => {
    const { geocoder } = await context.ingestTools();
    const result = geocoder.geocode(text, {
      ...(state ? { stateCode: state } : {}),
      ...(municipality ? { municipality } : {}),
      onRail: onRail === 'true',
    });
    const corridorId = result.status === 'placed' ? result.linearReference?.corridorId : undefined;
    const corridorName = context.corridors.find(({ id }) => id === corridorId)?.name ?? null;
    return { json: geocodeSchema.parse({ ...result, corridorName }) satisfies GeocodeAnswer };
  },
});
