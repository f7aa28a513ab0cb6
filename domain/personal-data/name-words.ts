/**
 * Words that tell names of persons in free text: common given names and surnames of Mexico, Central America and
 * the countries whose people pass through, without accents. Not complete, and not meant to be: names.ts says what
 * follows from that.
 */
function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

export const GIVEN_NAMES = words(`
  abel abraham adan adolfo adrian adriana agustin aida alan alba alberto aldo alejandra alejandro alex alexander
  alexandra alexis alfonso alfredo alicia alma alondra alvaro amalia amanda amelia ana anabel andrea andres angel
  angela angelica anibal anita antonia antonio araceli ariel armando arturo aurelio aurora axel beatriz belen
  benito benjamin berenice bernardo bertha berta blanca brandon brayan brenda bryan camila camilo carla carlos
  carmen carolina catalina cecilia cesar christian christopher clara claudia concepcion consuelo cristian cristina
  cristobal daniel daniela danilo dario david deisy denis denise diana diego dina dolores domingo dora douglas
  edgar edgardo edith edson eduardo edwin efrain elena elias elizabeth elmer eloisa elsa elvia elvira emanuel
  emilia emiliano emilio enrique eric erica erick ericka ernesto esperanza esteban estela esther eugenia eva
  evelyn ezequiel fabian fabiola fatima felipe felix fernanda fernando fidel flor francisca francisco franklin
  freddy gabriel gabriela genaro gerardo german gilberto gisela gladys gloria gonzalo graciela gregorio griselda
  guadalupe guillermo gustavo hector heidi henry heriberto hernan hilda hugo humberto ignacio ines ingrid irene
  iris irma isaac isabel isaias ismael israel ivan ivette jacinto jacqueline jaime jairo javier jazmin jean
  jennifer jeremias jessica jesus jhon jimena joaquin joel johana john jonathan jorge jose josefa josefina joseph
  josue juan juana juanita judith julia julian juliana julieta julio karen karina karla katherine kenia kevin laura
  lazaro leonardo leonel leonor leticia lidia lilia liliana lizbeth lorena lorenzo lourdes lucas lucia luis luisa
  luz magdalena manuel manuela marcela marcelino marco marcos margarita maria mariana maribel mariela mario marisol
  marlon marta martha martin martina mateo matias mauricio maximiliano maynor mayra melissa melvin mercedes micaela
  michael michelle miguel milagros miriam moises monica nancy natalia nelson nestor nicolas noe noemi nora norma
  octavio ofelia olga olivia omar orlando oscar osmin pablo paloma pamela paola patricia patricio paul paula paulina
  pedro petrona pierre pilar rafael ramiro ramon raquel raul rebeca regina reina rene reyna ricardo rigoberto
  roberto rocio rodolfo rodrigo rogelio roger rolando roman romeo ronald rosa rosario roxana ruben ruth salvador
  samuel sandra santiago santos sara sarai saul sebastian selena selvin sergio silvia sofia sonia steven susana
  tania teresa teresita tomas ulises valentin valentina valeria vanesa vanessa veronica vicente victor victoria
  vilma violeta virginia walter wendy wilber wilfredo william willian wilmer wilson xavier ximena yadira yahir
  yamileth yanira yesenia yolanda zoila
  james robert thomas george mary elizabeth peter jacques marie wilner widline nadege
`);

export const SURNAMES = words(`
  abarca acevedo acosta acuna aguilar aguilera aguirre alarcon alfaro almaraz alonso alvarado alvarez amaya andrade
  antunez aparicio aquino araujo arce arellano arevalo argueta arias arriaga arroyo avalos avila ayala baez balderas
  banegas barahona barajas barrera barrios bautista becerra beltran benavides benitez bermudez bernal bonilla borjas
  bravo briones bustamante caballero cabrera calderon calix camacho campos canales cano cantu cardenas cardona
  carranza carrasco carrillo castaneda castellanos castillo castro cazares ceballos cervantes chacon chavez chavarria
  cisneros colindres contreras cordero cordova coreas corona coronado corrales correa cortes cortez cruz cuellar
  cuevas davila delgado diaz dominguez duarte duran echeverria elias enamorado enriquez escalante escobar escobedo
  esparza espinal espinosa espinoza esquivel estrada fajardo farias fernandez figueroa flores fonseca franco fuentes
  funez galeano galindo gallardo gallegos galvez gamez garay garcia garza gomez gonzales gonzalez granados guardado
  guerra guerrero guevara guillen gutierrez guzman henriquez heredia hernandez herrera hidalgo huerta hurtado ibarra
  iglesias iraheta izaguirre jaramillo jimenez juarez laines lara lazo leiva lemus leon leyva lopez lozano lucero
  lugo luna macias madrid maldonado manzanares marin marquez martinez marroquin matamoros mayorga maza medina
  medrano mejia melendez melgar membreno mena mendez mendoza menjivar mercado meza miranda molina moncada monroy
  montalvo montero montes montiel montoya mora morales moran morazan moreno munguia munoz murillo najera nava
  navarrete navarro nieto nolasco nunez ocampo ochoa ojeda oliva olivares olvera ordonez orellana orozco ortega
  ortiz osorio osorto pacheco padilla palacios palma paredes parra paz pena peralta perdomo perez pineda pinto
  polanco ponce portillo posadas quezada quintanilla quintero quiroz ramirez ramos rangel raudales recinos resendiz
  reyes reynoso rios rivas rivera robles rocha rodas rodriguez rojas roldan romero rosales rosas rubio rueda ruiz
  saavedra salas salazar saldana salgado salinas salmeron sanchez sandoval santana santos serrano sierra silva solano
  solis solorzano soriano sorto sosa soto suarez suazo tapia tejada tejeda tellez toledo torres trejo trevino
  trujillo turcios urbina urquia valdes valdez valencia valenzuela valladares valle vallejo vargas varela vasquez
  vazquez vega velasco velasquez velazquez velez ventura vera villa villalobos villanueva villatoro villarreal
  villegas yanez zacarias zamora zaragoza zavala zelaya zepeda zuniga
  smith johnson williams brown jones miller davis baptiste jean pierre joseph charles louis
`);

/** A person stands before "named", "conocido como". */
export const PERSON_WORDS = words(`
  victima migrante hombre mujer joven muchacho muchacha menor nino nina nene bebe adolescente persona madre padre mama
  papa hermano hermana hijo hija esposo esposa tio tia primo prima sobrino sobrina abuelo abuela companero companera
  amigo amiga senor senora ciudadano ciudadana individuo sujeto occiso occisa fallecido fallecida difunto difunta
  cuerpo cadaver testigo denunciante sobreviviente lesionado lesionada herido herida secuestrado secuestrada
  desaparecido desaparecida detenido detenida hondureno hondurena salvadoreno salvadorena guatemalteco guatemalteca
  nicaraguense mexicano mexicana venezolano venezolana haitiano haitiana cubano cubana ecuatoriano ecuatoriana
  colombiano colombiana victim migrant man woman boy girl child minor person mother father brother sister son daughter
  husband wife teenager body deceased survivor witness honduran salvadoran guatemalan nicaraguan mexican venezuelan
  haitian cuban ecuadorian colombian
`);

/** Before a name these say that it names a street, a town, an organisation or a saint. */
export const THING_WORDS = words(`
  calle calles avenida av ave blvd bulevar boulevard calzada calz andador callejon prolongacion esquina privada
  colonia col fracc fraccionamiento barrio unidad ejido rancho rancheria ranchito poblado pueblo comunidad localidad
  congregacion municipio mpio delegacion alcaldia presa puente plaza plazuela parque jardin mercado hospital clinica
  escuela primaria secundaria preparatoria aeropuerto estacion terminal central glorieta mina hacienda finca ingenio
  ciudad cd villa puerto laguna lago rio arroyo canal cerro sierra isla playa volcan colegio universidad instituto
  albergue refugio comedor fundacion centro parroquia templo iglesia capilla catedral seminario hotel bar motel
  cantina restaurante tienda carretera autopista libramiento tramo reclusorio penal carcel cartel banda grupo clica
  sindicato organizacion diario periodico revista agencia san santa santo sta sto fray general gral coronel
  lugar paraje sitio punto zona sector predio terreno base campamento operativo caravana programa ley plan caso
  monumento estadio gimnasio auditorio biblioteca museo teatro panteon cementerio
  doctor dr licenciado lic ingeniero ing profesor capitan subteniente sargento cabo mayor comandante municipality
  streets str thermoelectric plant power street avenue road bridge shelter dam ranch park square school airport station town village city place river lake
  mount hill island beach county group gang cartel foundation center centre church prison route crossing
`);
