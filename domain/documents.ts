/** Pages of docs/ that the product serves itself, by their names without `.md`; a test holds them against the folder. */
export const DOCUMENTS = [
  'access',
  'alerts',
  'do-no-harm',
  'hoy',
  'legal',
  'licences',
  'map',
  'messages',
  'no-hacer-dano',
  'operations',
  'patrols',
  'patterns',
  'review',
  'risk',
  'security',
  'signals',
  'sources',
  'threat-model',
  'today',
] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

/** Where a document is read. */
export function documentUrl(name: string): string {
  return `/api/documents/${name}`;
}

/** A text cut where it names a document: words and names in turn, words first. */
export function cutAtDocuments(text: string): { words: string; document: DocumentName | null }[] {
  const parts = text.split(/docs\/([\w-]+)\.md/);
  return parts.flatMap((part, at) => {
    if (at % 2 === 0) return [{ words: part, document: null }];
    const document = DOCUMENTS.find((name) => name === part) ?? null;
    return [{ words: `docs/${part}.md`, document }];
  });
}
