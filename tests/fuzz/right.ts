/**
 * A body for each operation that is right, to be sent as it is and with one thing wrong in it: what code checks beyond
 * the schema is seldom passed by chance. Ids are those that tests/fuzz/target.ts makes.
 */
export const RIGHT_BODIES: Record<string, unknown[]> = {
  'POST /api/notice': [{ version: 'now', language: 'es' }],
  'POST /api/account/password': [{ password: 'caballo bateria grapa correcta 77' }],
  'POST /api/account/tokens': [{ name: 'fuzz', scopes: ['map.read'], days: 1 }],
  'POST /api/users': [{ name: 'Persona nueva', roles: ['planner'], oversight: false, agencyId: null }],
  'PUT /api/users/{id}': [
    { roles: ['planner', 'recipient'], oversight: false, agencyId: 'fuzz', disabled: false },
  ],
  'POST /api/incidents/{id}/reports/open': [{ reason: 'se revisa lo que dicen los reportes' }],
  'POST /api/alert-rules': rules(),
  'POST /api/alert-rules/preview': rules(),
  'PUT /api/alert-rules/{id}': rules().map((rule) => ({ version: 1, rule })),
  'POST /api/alerts/{id}/acknowledgements': [{}, { note: 'visto' }],
  'POST /api/alerts/{id}/assignment': [{ to: 'test planner' }, { to: null }],
  'POST /api/alerts/{id}/comments': [{ text: 'llamamos al albergue' }],
  'POST /api/alerts/{id}/mark': [{ mark: 'useful' }, { mark: null }],
  'POST /api/silences': [
    { stateCode: '07', reason: 'mantenimiento', endsAt: '2026-11-24T12:00:00Z' },
    { alertId: 1, severity: 'serious', reason: 'ya se sabe', endsAt: '2026-11-23T18:00:00.000Z' },
  ],
  'PUT /api/alert-texts/advice': [{ recipientKind: 'shelter', language: 'es', body: 'Avise.' }],
  'PUT /api/referrals/{id}': [{ contact: 'tel. 800', isVerified: true }],
  'POST /api/subscriptions': subscriptions(),
  'PUT /api/subscriptions/{id}': subscriptions(),
  'POST /api/reports': [interview()],
  'POST /api/reports/check': [interview()],
  'POST /api/uploads/{id}/load': [
    { dryRun: true },
    { dryRun: true, sourceId: 'fuzz2', mapping: { columns: { lugar: 'placeText' } }, mappingName: 'm.json' },
  ],
  'POST /api/review/merges/join': [{ incidents: [1, 2], why: 'son el mismo' }],
  'POST /api/review/merges/dismiss': [{ incidents: [3, 4], why: 'no lo son' }],
  'POST /api/review/merges/split': [
    { incident: 1, reports: [{ sourceId: 'fuzz', reportId: 'b0' }], why: 'dos' },
  ],
  'POST /api/review/merges/undo': [{ id: 1, why: 'error' }],
  'POST /api/review/quarantine/replay': [{ all: { source: 'fuzz' } }],
  'POST /api/review/places/undo': [{ id: 1, why: 'error' }],
  'PUT /api/agencies/{id}': [{ name: 'Albergue' }],
  'PUT /api/sources/{id}/agency': [{ agencyId: 'fuzz' }, { agencyId: null }],
  'POST /api/grants': [
    {
      fromAgencyId: 'fuzz',
      toAgencyId: 'otra',
      sourceId: null,
      purpose: 'cuidar a las mismas personas',
      endsAt: '2026-12-24T12:00:00Z',
    },
  ],
  'POST /api/requests': [
    {
      toAgencyId: 'otra',
      what: { states: ['07'], from: '2026-01-01', to: '2026-06-30' },
      why: 'para planear patrullas de protección',
      until: '2026-12-24T12:00:00Z',
    },
  ],
  'POST /api/requests/{id}/answer': [
    { decision: 'answer', note: '' },
    { decision: 'decline', note: 'no' },
  ],
};

/** The same of questions, where hardly one in a hundred would be right by chance. */
export const RIGHT_QUERIES: Record<string, string[]> = {
  'GET /api/routes': ['from=Ixtepec&to=Arriaga', 'from=Arriaga&to=Ixtepec&firstDay=2026-01-01'],
  'GET /api/geocode': ['text=Celaya%2C%20Guanajuato', 'text=Palenque&state=07'],
  'GET /api/patterns': ['dimensions=state,crime', 'dimensions=country,state&group=predatory'],
};

function rules(): object[] {
  const whole = { name: 'Robos', place: { kind: 'state', code: '07' }, severity: 'serious' };
  return [
    { ...whole, condition: { kind: 'count', atLeast: 3, clearBelow: 2, windowDays: 7 } },
    { ...whole, place: { kind: 'country' }, split: 'state', condition: { kind: 'exceedance' } },
    {
      ...whole,
      place: {
        kind: 'polygon',
        ring: [
          [-93, 15],
          [-92, 15],
          [-92, 16],
        ],
      },
      condition: { kind: 'count', atLeast: 1, clearBelow: 1, windowDays: 30 },
      quietHours: { from: '22:00', to: '06:00' },
      expiresOn: '2027-01-01',
    },
  ];
}

function subscriptions(): object[] {
  return [
    { name: 'correo', channel: 'mail', address: 'turno@albergue.example' },
    { name: 'gancho', channel: 'webhook', address: 'https://example.org/x', format: 'cap', mode: 'digest' },
    { name: 'canal', channel: 'feed', filter: { stateCodes: ['07'], severities: ['serious'] } },
  ];
}

function interview(): object {
  return {
    reportId: '6f0c53a7-3b1e-4d6a-9b3f-2f7f5f0b9a11',
    crimes: ['robbery'],
    date: '2026-09-12',
    placeText: 'Tapachula, Chiapas',
    stateCode: '07',
    point: { lon: -92.26, lat: 14.9 },
    counts: { women: 1, men: null, girls: null, boys: null, unaccompaniedMinors: null, victims: null },
    countries: ['HN'],
    summary: 'les quitaron el dinero',
    withheld: ['source'],
    consent: true,
  };
}
