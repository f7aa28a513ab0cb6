import { cutAtDocuments, documentUrl } from '../../domain/documents.ts';

/** A text in which each document that it names can be opened, from this server. */
export function DocumentLinks({ text }: { text: string }) {
  return cutAtDocuments(text).map(({ words, document }) =>
    document === null ? (
      words
    ) : (
      <a key={document} className="link" href={documentUrl(document)} target="_blank" rel="noreferrer">
        {words}
      </a>
    ),
  );
}
