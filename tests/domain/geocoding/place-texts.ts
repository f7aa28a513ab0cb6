/**
 * Place texts as newspapers, shelters and IOM write them, and what must come out. Each row's last cell completes the
 * sentence "... because". `is` is the gazetteer name and INEGI state of the finest place ('' abroad), a state's
 * code alone when only a state is known, or the reason when nothing is placed.
 */
export interface PlaceText {
  text: string;
  is: string;
  rule?: string;
  because: string;
}

function row(text: string, is: string, because: string, rule?: string): PlaceText {
  return rule === undefined ? { text, is, because } : { text, is, because, rule };
}

export const PLACE_TEXTS: readonly PlaceText[] = [
  // X, municipality, state
  row('Chahuites, Oaxaca', 'Chahuites, 20', 'a town and its state'),
  row('Arriaga, Chiapas', 'Arriaga, 07', 'a town and its state'),
  row('Arriaga, Chiapas, México', 'Arriaga, 07', 'the country adds nothing'),
  row('Tenosique, Tabasco', 'Tenosique, 27', 'short name of Tenosique de Pino Suárez'),
  row('Tierra Blanca, Veracruz', 'Tierra Blanca, 30', 'a name of two words'),
  row('Ciudad Ixtepec, Oaxaca', 'Ixtepec, 20', "the title is part of the municipality's name"),
  row('Ixtepec, Oaxaca', 'Ixtepec, 20', 'the title may be left out'),
  row('Palenque, Chiapas', 'Palenque, 07', 'a town and its state'),
  row('Reynosa, Tamaulipas', 'Reynosa, 28', 'a border city'),
  row(
    'Medias Aguas, Sayula de Alemán, Veracruz',
    'Medias Aguas, 30',
    'a village in its municipality',
    'locality-in-context',
  ),
  row('San Fernando, Tamaulipas', 'San Fernando, 28', 'the state tells which San Fernando'),
  row('Huehuetoca, Estado de México', 'Huehuetoca, 15', 'the State of Mexico is a state, not the country'),
  row('Apizaco, Tlaxcala', 'Apizaco, 29', 'a rail town'),
  row('Celaya, Guanajuato', 'Celaya, 11', 'a rail town'),
  row('Irapuato, Guanajuato', 'Irapuato, 11', 'a rail town'),
  row(
    'Lechería, Tultitlán, Estado de México',
    'Tultitlán de Mariano Escobedo, 15',
    'Lechería is not in the gazetteer, its town is',
  ),
  row('Frontera Comalapa, Chiapas', 'Comalapa, 07', 'the gazetteer has the long name as an other name'),
  row(
    'Ciudad Cuauhtémoc, Frontera Comalapa, Chiapas',
    'Ciudad Cuauhtémoc, 07',
    'the smaller place in the larger one',
  ),
  row('Matías Romero, Oaxaca', 'Matías Romero, 20', 'accents'),
  row('Juchitán, Oaxaca', 'Juchitán de Zaragoza, 20', 'short name of Juchitán de Zaragoza'),
  row('Tapanatepec, Oaxaca', 'San Pedro Tapanatepec, 20', 'the native name alone'),
  row('Huixtla, Chiapas', 'Huixtla, 07', 'a town and its state'),
  row('Mapastepec, Chiapas', 'Mapastepec, 07', 'a town and its state'),
  row('Pijijiapan, Chiapas', 'Pijijiapan, 07', 'a town and its state'),
  row('Escárcega, Campeche', 'Escárcega, 04', 'a town and its state'),
  row('Candelaria, Campeche', 'Candelaria, 04', 'the state tells which Candelaria'),
  row('Acayucan, Veracruz', 'Acayucan, 30', 'a town and its state'),
  row('Coatzacoalcos, Veracruz', 'Coatzacoalcos, 30', 'a town and its state'),
  row('Orizaba, Veracruz', 'Orizaba, 30', 'a town and its state'),
  row('Saltillo, Coahuila', 'Saltillo, 05', 'a capital'),
  row('Torreón, Coahuila', 'Torreón, 05', 'a city'),
  row('Nuevo Laredo, Tamaulipas', 'Nuevo Laredo, 28', 'the new one, not the Texan'),
  row('Altar, Sonora', 'Altar, 26', 'a desert town'),
  row('Caborca, Sonora', 'Heroica Caborca, 26', 'a desert town, Heroica Caborca'),
  row('Mexicali, Baja California', 'Mexicali, 02', 'a state of two words'),
  row('Benjamín Hill, Sonora', 'Benjamín Hill, 26', 'a rail junction'),
  row('Guaymas, Sonora', 'Heroica Guaymas, 26', 'Heroica Guaymas'),
  row('Mazatlán, Sinaloa', 'Mazatlán, 25', 'a city'),
  row('Tepic, Nayarit', 'Tepic, 18', 'a capital'),
  row('Lázaro Cárdenas, Michoacán', 'Ciudad Lázaro Cárdenas, 16', 'the state tells which Lázaro Cárdenas'),

  // order, case, accents, spaces
  row('CHAHUITES, OAXACA', 'Chahuites, 20', 'case says nothing'),
  row('chahuites oaxaca', 'Chahuites, 20', 'the comma may be missing'),
  row('Oaxaca, Chahuites', 'Chahuites, 20', 'the order may be turned'),
  row('  Chahuites ,Oaxaca ', 'Chahuites, 20', 'spaces say nothing'),
  row('Mexico, Chiapas, Arriaga', 'Arriaga, 07', 'the order may be turned'),
  row('Torreon, Coahuila de Zaragoza', 'Torreón, 05', 'the long name of a state'),
  row('Morelia, Michoacán de Ocampo', 'Morelia, 16', 'the long name of a state'),
  row('Xalapa, Veracruz de Ignacio de la Llave', 'Xalapa de Enríquez, 30', 'the long name of a state'),

  // newspaper sentences
  row(
    'Un grupo de migrantes hondureños fue asaltado cerca de las vías del tren en Chahuites, Oaxaca',
    'Chahuites, 20',
    'the town stands at the end of a sentence',
    'on-rail',
  ),
  row(
    'Fueron secuestrados en la estación de Medias Aguas, Veracruz, por hombres armados',
    'Medias Aguas, 30',
    'the sentence goes on after the place',
  ),
  row(
    'El cuerpo de un migrante fue hallado junto a las vías en Apizaco, Tlaxcala',
    'Apizaco, 29',
    'tracks and a town',
    'on-rail',
  ),
  row(
    'Migrantes originarios de Honduras denunciaron un asalto en Arriaga, Chiapas',
    'Arriaga, 07',
    'the origin is not the place',
  ),
  row(
    'Procedentes de Guatemala, viajaban en un tráiler detenido en Tuxtla Gutiérrez, Chiapas',
    'Tuxtla, 07',
    'the origin is not the place',
  ),
  row(
    'Agentes de la policía municipal los extorsionaron en Coatzacoalcos',
    'Coatzacoalcos, 30',
    'a city known without its state',
  ),
  row(
    'Los asaltaron con machetes en el municipio de Macuspana, Tabasco',
    'Macuspana, 27',
    'the municipality is named as such',
    'municipality',
  ),
  row(
    'La Guardia Nacional rescató a 120 personas en San Luis Potosí, San Luis Potosí',
    'San Luis Potosí, 24',
    'city and state of one name',
  ),
  row(
    'Elementos del INM localizaron a los migrantes en Tapachula',
    'Tapachula, 07',
    'a city known without its state',
  ),
  row(
    'La mujer murió al caer del tren conocido como La Bestia en Celaya, Guanajuato',
    'Celaya, 11',
    'the train has a name',
    'on-rail',
  ),
  row(
    'Siete hombres fueron privados de la libertad en Reynosa, Tamaulipas, según denunció un albergue',
    'Reynosa, 28',
    'the sentence goes on after the place',
  ),
  row(
    'En Tierra Blanca, Veracruz, hombres armados subieron al tren',
    'Tierra Blanca, 30',
    'the place begins the sentence',
    'on-rail',
  ),
  row(
    'Pobladores de Huixtla, Chiapas, encontraron a tres menores',
    'Huixtla, 07',
    'the place stands in the middle',
  ),
  row(
    'Un tráiler con 53 migrantes volcó en Chiapa de Corzo, Chiapas',
    'Chiapa de Corzo, 07',
    'the town is not the state',
  ),
  row(
    'Asesinan a migrante salvadoreño en Ixtepec',
    'Ixtepec, 20',
    'four times the people of the Ixtepec in Puebla',
  ),
  row(
    'Abandonan a 30 migrantes en el desierto de Altar, Sonora',
    'Altar, 26',
    'the sentence speaks of the desert',
  ),

  // near
  row('cerca de Tenosique, Tabasco', 'Tenosique, 27', 'the text says near', 'near-locality'),
  row('near Arriaga, Chiapas, Mexico', 'Arriaga, 07', 'the text says near', 'near-locality'),
  row('close to Palenque, Chiapas', 'Palenque, 07', 'the text says near', 'near-locality'),
  row('en las inmediaciones de Acayucan, Veracruz', 'Acayucan, 30', 'the text says near', 'near-locality'),
  row('a las afueras de Escárcega, Campeche', 'Escárcega, 04', 'the text says near', 'near-locality'),
  row('en los alrededores de Tonalá, Chiapas', 'Tonalá, 07', 'the text says near', 'near-locality'),
  row('cerca de las vías, Chahuites, Oaxaca', 'Chahuites, 20', 'near the tracks is on rail', 'on-rail'),
  row(
    'Train tracks near Sayula de Alemán, Veracruz, Mexico',
    'Sayula de Alemán, 30',
    'IOM writes so',
    'on-rail',
  ),

  // distance and direction
  row('a 5 km al norte de Arriaga, Chiapas', 'Arriaga, 07', 'a distance and a direction', 'distance-from'),
  row('5 km north of Arriaga, Chiapas', 'Arriaga, 07', 'the same in English', 'distance-from'),
  row('a diez kilómetros al sur de Tonalá, Chiapas', 'Tonalá, 07', 'a number in words', 'distance-from'),
  row(
    '20 kilómetros al noroeste de Caborca, Sonora',
    'Heroica Caborca, 26',
    'a compound direction',
    'distance-from',
  ),
  row('a 3 km de Huixtla, Chiapas', 'Huixtla, 07', 'a distance without a direction', 'distance-from'),
  row('1 mile west of Ojinaga, Chihuahua', 'Ojinaga, 08', 'miles', 'distance-from'),
  row('2 miles south of Nogales, Sonora', 'Nogales, 26', 'miles', 'distance-from'),

  // between
  row('entre Arriaga y Tonalá, Chiapas', 'Arriaga, 07', 'half way between two towns', 'between'),
  row('entre Medias Aguas y Tierra Blanca', 'Medias Aguas, 30', 'no state is needed for a pair', 'between'),
  row(
    'en el tren entre Medias Aguas y Tierra Blanca',
    'Medias Aguas, 30',
    'on one corridor',
    'between-on-rail',
  ),
  row('on the train between Arriaga and Ixtepec', 'Arriaga, 07', 'on one corridor', 'between-on-rail'),
  row(
    'vías del tren entre Ixtepec y Matías Romero, Oaxaca',
    'Ixtepec, 20',
    'on one corridor',
    'between-on-rail',
  ),
  row('sobre las vías, entre Palenque y Tenosique', 'Palenque, 07', 'on one corridor', 'between-on-rail'),
  row(
    'Road between San Francisco Telixtlahuaca, Oaxaca, and Tehuacán, Puebla, Mexico',
    'San Francisco Telixtlahuaca, 20',
    'each end has its own state',
  ),
  row('Entre los municipios de Huixtla y Mapastepec, Chiapas', 'Huixtla, 07', 'municipalities as ends'),
  row(
    'between Villahermosa and Macuspana, Tabasco',
    'Villahermosa, 27',
    'half way between two towns',
    'between',
  ),

  // roads
  row(
    'km 34 de la carretera Arriaga-Tapanatepec, Chiapas',
    'Arriaga, 07',
    'kilometres count from the first end',
  ),
  row('carretera Tapachula-Arriaga', 'Tapachula, 07', 'half way on the road', 'road-between'),
  row('en la carretera Palenque-Ocosingo, Chiapas', 'Palenque, 07', 'half way on the road', 'road-between'),
  row('Navojoa-Obregón highway', 'Navojoa, 26', 'English puts highway last', 'road-between'),
  row(
    'Km. 575-600 Navojoa-Obregón highway',
    'Navojoa, 26',
    'a span of kilometres of another count',
    'road-between',
  ),
  row(
    'kilómetro 210, federal highway 190, between Santa María Jalapa del Marqués and Magdalena Tequisistlán, Oaxaca',
    'Santa María Jalapa del Marqués, 20',
    'between decides, not the count',
    'between',
  ),
  row(
    'autopista Córdoba-Veracruz, a la altura de Cuitláhuac, Veracruz',
    'Cuitláhuac, 30',
    'the place on the road is finer than the road',
  ),
  row(
    'Federal Highway 190, near San Pedro Totolapan, Oaxaca',
    'San Pedro Totolápam, 20',
    'a road number places nothing',
  ),
  row('carretera federal 200, Huixtla, Chiapas', 'Huixtla, 07', 'a road number places nothing'),
  row('libramiento de Villahermosa, Tabasco', 'Villahermosa, 27', 'a bypass'),
  row('On Highway 57 near Matehuala, San Luis Potosí', 'Matehuala, 24', 'a road number places nothing'),

  // parts of towns
  row(
    'colonia 5 de Febrero, Tapachula, Chiapas',
    'Tapachula, 07',
    'the colonia is not known, its town is',
    'town-for-part',
  ),
  row(
    'Col. Benito Juárez, Nuevo Laredo, Tamaulipas',
    'Nuevo Laredo, 28',
    'not the far town of that name',
    'town-for-part',
  ),
  row('barrio San Sebastián, Tuxtla Gutiérrez, Chiapas', 'Tuxtla, 07', 'not a far town of that name'),
  row(
    'calle Hidalgo, Saltillo, Coahuila',
    'Saltillo, 05',
    'a street is no town and no state',
    'town-for-part',
  ),
  row(
    'calle Chihuahua, Nuevo Laredo, Tamaulipas',
    'Nuevo Laredo, 28',
    'a street is no state',
    'town-for-part',
  ),
  row('esquina de Juárez y Morelos, Torreón, Coahuila', 'Torreón, 05', 'streets that meet'),
  row('Corner of Hidalgo and Morelos, Saltillo, Coahuila', 'Saltillo, 05', 'streets that meet'),
  row(
    'Hospital General de Tijuana, Baja California',
    'Tijuana, 02',
    'a hospital of the town',
    'town-for-part',
  ),
  row('Casa del Migrante de Saltillo, Coahuila', 'Saltillo, 05', 'a shelter of the town', 'town-for-part'),
  row('Parque Viveros, Nuevo Laredo, Tamaulipas', 'Nuevo Laredo, 28', 'a park of the town', 'town-for-part'),
  row(
    'fraccionamiento Las Alamedas, Ciudad Acuña, Coahuila',
    'Ciudad Acuña, 05',
    'a part of the town',
    'town-for-part',
  ),
  row('Zona Norte, Tijuana, Baja California', 'Tijuana, 02', 'a part of the town'),
  row(
    'Morelos neighborhood, Piedras Negras, Coahuila',
    'Piedras Negras, 05',
    'not the state, not the far town',
    'town-for-part',
  ),
  row('Colon Avenue, Mexicali, Baja California', 'Mexicali, 02', 'a street', 'town-for-part'),
  row(
    'ejido El Centinela, Piedras Negras, Coahuila',
    'Piedras Negras, 05',
    'the ejido is not known, its municipality is',
    'municipality-for-part',
  ),
  row(
    'Rancho Las Trancas, Jiménez, Coahuila',
    'Jiménez, 05',
    'the ranch is not known, its municipality is',
    'municipality-for-part',
  ),

  // municipalities
  row('municipio de Suchiate, Chiapas', 'Suchiate, 07', 'its seat has another name', 'municipality'),
  row('Nava municipality, Coahuila, Mexico', 'Nava, 05', 'English puts municipality last', 'municipality'),
  row('Municipality of Jitotol, Chiapas', 'Jitotol, 07', 'English with of', 'municipality'),
  row('Mpio. de Ocosingo, Chis.', 'Ocosingo, 07', 'abbreviated', 'municipality'),
  row('San Blas Atempa, Tehuantepec, Oaxaca', 'San Blas Atempa, 20', 'the district adds nothing'),

  // rivers and bridges
  row(
    'Río Bravo, cerca de Piedras Negras, Coahuila',
    'Piedras Negras, 05',
    'the border river by a town',
    'border-river',
  ),
  row(
    'Rio Bravo, Matamoros, Tamaulipas, Mexico',
    'Heroica Matamoros, 28',
    'the border river by a town',
    'border-river',
  ),
  row(
    'ahogado en el río Bravo a la altura de Reynosa, Tamaulipas',
    'Reynosa, 28',
    'the border river by a town',
    'border-river',
  ),
  row('Rio Bravo, Tamaulipas, Mexico', '28', 'the river in a state, not the town', 'river-in-state'),
  row('en Río Bravo, Tamaulipas', 'Ciudad Río Bravo, 28', 'en without an article is the town', 'locality'),
  row('ciudad de Río Bravo, Tamaulipas', 'Ciudad Río Bravo, 28', 'called a city'),
  row(
    'río Suchiate, Ciudad Hidalgo, Chiapas',
    'Ciudad Hidalgo, 07',
    'the southern border river',
    'border-river',
  ),
  row(
    'a orillas del río Suchiate, en Ciudad Hidalgo, Chiapas',
    'Ciudad Hidalgo, 07',
    'the southern border river',
    'border-river',
  ),
  row('río Usumacinta, Frontera Corozal, Chiapas', 'Frontera Corozal, 07', 'a border river', 'border-river'),
  row('Río Cahoacán, Tapachula, Chiapas', 'Tapachula, 07', 'a river that is no border'),
  row(
    'Puente Internacional II, Piedras Negras, Coahuila',
    'Puente Internacional II, Piedras Negras, 05',
    'the town tells which bridge',
    'border-crossing',
  ),
  row(
    'International Bridge II, Nuevo Laredo, Tamaulipas',
    'Puente Internacional II, Nuevo Laredo, 28',
    'the town tells which bridge',
    'border-crossing',
  ),
  row(
    'puente Rodolfo Robles, Ciudad Hidalgo, Chiapas',
    'Puente Rodolfo Robles, Ciudad Hidalgo, 07',
    'a southern bridge',
    'border-crossing',
  ),
  row('garita El Chaparral, Tijuana', 'El Chaparral, Tijuana, 02', 'a gate', 'border-crossing'),
  row(
    'Juarez-Lincoln International Bridge, Nuevo Laredo',
    'Puente Internacional II, Nuevo Laredo, 28',
    'its other name',
    'border-crossing',
  ),

  // abbreviations
  row('Ecatepec, Edo. Méx.', 'Ecatepec de Morelos, 15', 'an abbreviated state'),
  row('Huehuetoca, Edo. de México', 'Huehuetoca, 15', 'an abbreviated state'),
  row('Tultitlán, Edomex', 'Tultitlán de Mariano Escobedo, 15', 'a contracted state'),
  row('Cd. Juárez, Chih.', 'Ciudad Juárez, 08', 'abbreviated town and state'),
  row('Cd. Acuña, Coah.', 'Ciudad Acuña, 05', 'abbreviated town and state'),
  row('Cd. Victoria, Tamps.', 'Ciudad Victoria, 28', 'abbreviated town and state'),
  row('Monterrey, N.L.', 'Monterrey, 19', 'two letters with full stops'),
  row('Monterrey, NL', 'Monterrey, 19', 'two letters without'),
  row('Matehuala, S.L.P.', 'Matehuala, 24', 'three letters'),
  row('Tijuana, B.C.', 'Tijuana, 02', 'two letters'),
  row('La Paz, B.C.S.', 'La Paz, 03', 'three letters'),
  row('Chetumal, Q. Roo', 'Chetumal, 23', 'half a word'),
  row('Sta. María Jalapa del Marqués, Oax.', 'Santa María Jalapa del Marqués, 20', 'an abbreviated saint'),
  row('Gral. Bravo, N.L.', 'General Bravo, 19', 'an abbreviated rank'),
  row('Coatzacoalcos, Ver.', 'Coatzacoalcos, 30', 'ver is also a verb'),
  row('Hermosillo, Son.', 'Hermosillo, 26', 'son is also a verb'),
  row('Culiacán, Sin.', 'Culiacán, 25', 'sin is also a preposition'),
  row('Manzanillo, Col.', 'Manzanillo, 06', 'col. is also colonia'),
  row('Cuautla, Mor.', 'Cuautla, 17', 'an abbreviated state'),
  row('Villahermosa, Tab.', 'Villahermosa, 27', 'an abbreviated state'),
  row('CDMX', '09', 'an acronym alone', 'state'),
  row('México, D.F.', '09', 'the old name of the capital', 'state'),
  row('Ciudad de México', '09', 'the capital is a state', 'state'),

  // short, old and double names
  row('Veracruz, Veracruz', 'Veracruz, 30', 'city and state of one name'),
  row('Juárez, Chihuahua', 'Ciudad Juárez, 08', 'in Chihuahua Juárez is the city'),
  row('Puebla, Puebla', 'Puebla, 21', 'city and state of one name'),
  row('ciudad de Chihuahua', 'Chihuahua, 08', 'called a city'),
  row('Comitán, Chiapas', 'Comitán, 07', 'short for Comitán de Domínguez'),
  row('Tlacolula, Oaxaca', 'Tlacolula de Matamoros, 20', 'short for Tlacolula de Matamoros'),
  row('Tehuantepec, Oaxaca', 'Santo Domingo Tehuantepec, 20', 'without its saint'),
  row('Zanatepec, Oaxaca', 'Santo Domingo Zanatepec, 20', 'without its saint'),
  row('Niltepec, Oaxaca', 'Niltepec, 20', 'without its saint'),
  row('Huimanguillo, Tab.', 'Huimanguillo, 27', 'a town and an abbreviation'),

  // homonyms
  row('Hidalgo, Coahuila', 'Hidalgo, 05', 'a town that is called like a state'),
  row('Coahuila, Hidalgo', 'Hidalgo, 05', 'the order may be turned'),
  row('Guerrero, Coahuila', 'Guerrero, 05', 'a town that is called like a state'),
  row('Morelos, Coahuila', 'Morelos, 05', 'a town that is called like a state'),
  row('Emiliano Zapata, Tabasco', 'Emiliano Zapata, 27', 'the seat outweighs the hamlets'),
  row('Emiliano Zapata, México', 'homonyms', '143 places have this name'),
  row('Emiliano Zapata', 'homonyms', '143 places have this name'),
  row('Benito Juárez, Chiapas', 'homonyms', 'many places of like size in one state'),
  row('San Antonio, Chiapas', 'homonyms', 'many places of like size in one state'),
  row('El Carmen, Chiapas', 'homonyms', 'several places of like size in one state'),

  // slips of the pen
  row('Cuidad Acuña, Coahuila', 'Ciudad Acuña, 05', 'two letters swapped'),
  row('Orizaba, Verucruz', 'Orizaba, 30', 'a letter changed in the state'),
  row('Ciudad Juárez, Chihuaha', 'Ciudad Juárez, 08', 'a letter missing in the state'),
  row('San Fransisco Ixhuatán, Oaxaca', 'San Francisco Ixhuatan, 20', 'a letter changed'),
  row('Matamorors, Tamaulipas', 'Heroica Matamoros, 28', 'a letter doubled'),
  row('Aguascaliente', '01', 'a letter missing at the end', 'state'),
  row('Villa Hermosa, Tabasco', 'Villahermosa, 27', 'one word as two'),
  row('Mazatlán, Chiapas', 'Mazatán, 07', 'the state tells that a letter is too many'),
  row('Tapachla, Chiapas', 'Tapachula, 07', 'a letter missing'),

  // abroad
  row('Tecún Umán, Guatemala', 'Ciudad Tecún Umán, ', 'across the Suchiate', 'abroad'),
  row('San Pedro Sula, Honduras', 'San Pedro Sula, ', 'a city of Honduras', 'abroad'),
  row('El Paso, Texas', 'El Paso, ', 'a US border city', 'abroad'),
  row('Eagle Pass, Texas', 'Eagle Pass, ', 'a US border city', 'abroad'),
  row('Laredo, Texas', 'Laredo, ', 'not Nuevo Laredo', 'abroad'),

  // only a state, or nothing
  row('Chiapas, Mexico', '07', 'only a state', 'state'),
  row('Unspecified location in Chiapas, Mexico', '07', 'only a state', 'state'),
  row('en algún punto del estado de Veracruz', '30', 'only a state', 'state'),
  row('estado de Hidalgo', '13', 'called a state', 'state'),
  row('Tamaulipas', '28', 'only a state', 'state'),
  row('Various locations in Mexico', 'country-only', 'only the country'),
  row('México', 'country-only', 'only the country'),
  row('', 'empty', 'there is nothing'),
  row('   ... ,,, ', 'empty', 'there are no letters'),
  row('lugar desconocido', 'no-toponym', 'no name is in it'),
  row('Rio Bravo, unspecified location, Mexico', 'river-only', 'a river of 2,000 km'),
  row('Chiapas u Oaxaca', 'several-states', 'two states and nothing finer'),
  row(
    'Reynosa, Chiapas, en el centro de la ciudad',
    'place-not-in-state',
    'a city that is not in the named state',
  ),

  // what newspapers add
  row(
    'Tapachula, Chis., 12 de marzo.- Un grupo de 15 migrantes fue asaltado con machetes en el paraje La Arrocera, en el municipio de Huixtla',
    'Huixtla, 07',
    'the dateline is where it was written',
  ),
  row(
    'Mexicali, B.C.- Muere deshidratado en el cerro Centinela',
    'Mexicali, 02',
    'the dateline is all there is',
  ),
  row(
    'Secuestran a 30 centroamericanos que viajaban en autobús de San Luis Potosí a Nuevo Laredo',
    'route-only',
    'a journey of 700 km is no place',
  ),
  row('viajaban de Arriaga a Tonalá', 'Arriaga, 07', 'a short journey is a stretch', 'road-between'),
  row(
    'Ocurrió en el kilómetro 26 de la autopista Las Choapas-Ocozocoautla',
    'Las Choapas, 30',
    'a verb is no misspelt village',
    'road-km',
  ),
  row('migrantes de El Salvador y Honduras', 'country-only', 'an origin is no town of that name'),
  row(
    'frontera con Belice, cerca de Subteniente López, Quintana Roo',
    'Subteniente López, 23',
    'the neighbour is no town of that name',
    'near-locality',
  ),
  row('Santa Elena, Petén, Guatemala', 'country-only', 'not the Santa Elena of Yucatán'),
  row(
    'Localizan sin vida a migrante en un paraje de la carretera federal 57, a la altura de Matehuala',
    'Matehuala, 24',
    'a road number places nothing',
  ),
  row(
    'en la línea fronteriza entre Ciudad Hidalgo y Tecún Umán',
    'Ciudad Hidalgo, 07',
    'a stretch across the border',
    'between',
  ),
  row(
    'Hallan 72 cuerpos de migrantes en un rancho de San Fernando, Tamaulipas',
    'San Fernando, 28',
    'a number is no place',
  ),
  row(
    'entre Aguascalientes y Zacatecas, en el tren',
    'Aguascalientes, 01',
    'the ends of a stretch are towns, not states',
    'between-on-rail',
  ),
  row(
    'carretera Palenque-Ocosingo, a la altura del km 9',
    'Palenque, 07',
    'there are hamlets called Kilómetro 9',
    'road-km',
  ),
];
