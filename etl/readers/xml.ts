import sax from 'sax';

/** What a reader wants to know of an XML part; names come without their namespace prefix. */
export interface XmlHandler {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** XML that is not well formed, or deeper or wider than any table is. */
export class XmlError extends Error {}

const DEPTH_LIMIT = 50;
const ATTRIBUTE_LIMIT = 100;

/**
 * A strict parser fed piece by piece. Entities that a document declares itself are errors, so none can swell, and
 * nothing outside the text is ever read.
 */
export function xmlParser(handler: XmlHandler): { write(piece: string): void; end(): void } {
  const parser = sax.parser(true);
  const guarded = (step: () => void) => {
    try {
      step();
    } catch (error) {
      throw error instanceof XmlError ? error : new XmlError((error as Error).message);
    }
  };
  parser.onerror = (error) => {
    throw new XmlError(error.message);
  };
  let depth = 0;
  let attributesOfTag = 0;
  parser.onattribute = () => {
    attributesOfTag += 1;
    if (attributesOfTag > ATTRIBUTE_LIMIT) throw new XmlError('too many attributes');
  };
  parser.onopentag = ({ name, attributes }) => {
    attributesOfTag = 0;
    depth += 1;
    if (depth > DEPTH_LIMIT) throw new XmlError('nested too deeply');
    handler.open?.(localName(name), attributes as Record<string, string>);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    handler.close?.(localName(name));
  };
  parser.ontext = (text) => handler.text?.(text);
  parser.oncdata = (text) => handler.text?.(text);
  return {
    write: (piece) => guarded(() => parser.write(piece)),
    end: () => guarded(() => parser.close()),
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
