/**
 * Columns that say they hold personal data: their cells are dropped whole, whatever stands in them. Words of a
 * header, without accents; a column of the template or of IOM is none of these.
 */
const ALWAYS: ReadonlySet<string> = new Set(
  `apellido apellidos surname surnames lastname firstname fullname telefono telefonos tel celular cel movil whatsapp
  phone phones telephone mobile cellphone curp rfc ine ife pasaporte passport dui dpi cui cedula correo correos email
  mail domicilio direccion address nss facebook instagram telegram contacto contact huella huellas fingerprint
  biometrico biometric foto fotografia photo alias apodo nickname firma signature nacimiento birthdate birthday dob
  ssn`.split(/\s+/),
);

/** A name is personal unless the header says what else it is the name of. */
const NAME_WORDS: ReadonlySet<string> = new Set(['nombre', 'nombres', 'name', 'names']);
const NAMES_OF_THINGS: ReadonlySet<string> = new Set(
  `lugar place location fuente source medio outlet publisher archivo file municipio municipality estado state pais
  country ciudad city localidad locality organizacion organisation organization grupo group actor side dyad conflict
  albergue shelter columna column region evento event ruta route corredor corridor delito crime`.split(/\s+/),
);

const PHRASES: readonly string[] = [
  'clave_de_elector',
  'clave_elector',
  'fecha_de_nacimiento',
  'date_of_birth',
  'birth_date',
  'numero_de_documento',
  'numero_documento',
  'documento_de_identidad',
  'document_number',
  'id_number',
  'identity_number',
  'numero_de_identidad',
  'e_mail',
];

/** @param plainHeader a header in lower case without accents, its words joined by `_`. */
export function isPersonalColumn(plainHeader: string): boolean {
  const words = plainHeader.split('_');
  if (words.some((word) => ALWAYS.has(word))) return true;
  if (PHRASES.some((phrase) => `_${plainHeader}_`.includes(`_${phrase}_`))) return true;
  return words.some((word) => NAME_WORDS.has(word)) && !words.some((word) => NAMES_OF_THINGS.has(word));
}
