import { fold } from './fold.ts';

/** Words around names and numbers, in the five languages, folded as in `fold.ts`. */
const listed = (words: string): ReadonlySet<string> => new Set(fold(words).trim().split(/\s+/));

/** Before a name, whoever is called so: the next word is one. */
export const TITLES = listed(`
meneer mevrouw mijnheer dhr mevr mw mvr heer familie fam buurman buurvrouw buurjongen buurmeisje tante oom dokter dr juf meester
mr mrs ms miss mister mister uncle aunt auntie neighbour neighbor family
sayin komsu komsum
pani panem pania panie panstwo rodzina rodziny sasiad sasiada sasiadka sasiadki
`);

/** Before a name too, and words of their own: only a name that is known counts. */
export const WEAK_TITLES = listed(
  'client clienten cliente patient patiente bewoner bewoonster leerling cursist pan pana panu bay bayan klient klientka musteri resident tenant pupil wijkagent agent imam zuster broeder dominee pastoor ome opa oma straatcoach jongerenwerker',
);

/** With these before it, whoever is a client is somebody: *mijn cliënt X*. */
export const MY = listed('mijn onze zijn haar my our benim bizim moj moja nasz nasza');

/** After a name, in Turkish: Ahmet Bey, Ayşe Hanım. */
export const TITLES_AFTER = listed('bey beyin beye hanim hanimin hanima abi abla teyze amca hoca efendi');

/** Before a name in Arabic, which has no capitals. */
export const ARABIC_TITLES = listed('السيد السيده الانسه الاستاذ الاستاذه الدكتور الدكتوره الحاج الحاجه عائله سيد سيده');

/** Before a name that is then of a place or an institution, and not of a neighbour. */
export const BEFORE_PLACES = listed(`
sint st santa saint san station metro halte tram basisschool school college stichting moskee kerk museum stadion cafe restaurant
snackbar supermarkt bibliotheek ziekenhuis hotel koning koningin prins prinses park plein straat laan brug toren monument
ulica ulicy ul plac placu aleja alei parku szkola szkole mosque church square
شارع ساحه حديقه مدرسه مسجد
`);

/** After a name that is then of a place: Anne Frank huis, Jan Evertsen straat. */
export const AFTER_NAMES = listed(`
straat laan plein park school museum huis brug college moskee kerk toren gracht kade weg stadion buurt wijk flat
street square road avenue lane bridge mosque church school park
sokak sokagi sokaginda cadde caddesi caddesinde parki parkinda meydani okulu okulunda camii
`);

/** How names of streets and buildings end that no surname ends in. */
export const STREET_ENDINGS =
  /.(?:straat|laan|plein|gracht|kade|plantsoen|singel|dreef|steeg|weg|pad|school|museum|moskee|tunnel|college|bad|kwartier|buurt|wijk|park|gebouw|bibliotheek|flat|straatje|pleintje|laantje)$/;

/** As streets and buildings end, and surnames too: Van Dijk, Veldhuis. */
export const PLACE_ENDINGS =
  /.(?:hof|burg|markt|dijk|kerk|brug|toren|haven|huis|veld|bos|polder|sluis|oord|tuin|baan|wal|eiland)$/;

/** Streets by which a number is a house: with a capital any of these, in small letters the four that nothing else ends in. */
export const STREET =
  /.(?:straat|laan|weg|plein|hof|kade|gracht|singel|dreef|pad|plantsoen|park|burg|markt|steeg|dijk|wal)$/;
export const SMALL_STREET = /..(?:straat|laan|gracht|kade)$/;
/** End like streets, and are none. */
export const NO_STREET = listed(`
onderweg halfweg omweg snelweg fietspad voetpad zandpad looppad wandelpad speelplein schoolplein marktplein dorpsplein winkelpark
stadspark vakantiepark wagenpark woningmarkt arbeidsmarkt weekmarkt braderie spoorweg ringweg hof winkelstraat
`);

/** Before the number of a house. */
export const NUMBER_WORDS = listed(
  'nr nummer huisnummer huisnr no number numara numarasi numer numerze mieszkanie flat apartment daire رقم شقه',
);

/** What has a number and is no house. */
export const NUMBERED = listed(`
tram bus buslijn tramlijn lijn metro trein punt vraag stap actie artikel agendapunt bevinding kaart kaartje groep tafel lokaal
wijk zone hoofdstuk top line question step action item group table hat otobus tramvaj soru adim pytanie linia tramwaj autobus krok
خط سؤال
`);

/** What a number counts after the name of a street: then it is no house. */
export const UNITS = listed(`
uur uren u minuut minuten min seconde seconden dag dagen week weken maand maanden jaar jaren keer maal x procent pct euro eur
rijdt rijden reed reden gereden km m meter meters kilometer kilometers cm mm m2 ha hectare graden decibel db kmu kmh zone
mensen personen bewoners huishoudens kinderen jongeren ouderen fietsers voetgangers bezoekers auto autos bussen busjes scooters
fietsen woningen huizen flats appartementen winkels bomen boom banken bankjes lantaarns lantaarnpalen lampen prullenbakken
containers plekken plaatsen parkeerplaatsen meldingen klachten ongelukken ongevallen incidenten inbraken procentpunt etages
verdiepingen meldingen vragen groepen scholen hour hours minute minutes day days week weeks month months year years times percent people residents children
cars trees benches shops houses homes lamps bikes complaints reports metres miles mph kph pm am
saat dakika gun hafta ay yil kez kere defa kisi araba agac metre kilometre
godzin godziny godzina minut minuty dni dzien tygodni miesiecy lat lata rok roku razy raz osob osoby ludzi samochodow metrow
ساعه ساعات دقيقه دقائق يوم ايام اسبوع شهر سنه سنوات مره مرات متر كيلومتر شخص سياره
januari februari maart april mei juni juli augustus september oktober november december
january february march may june july august october
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
`);

/** Between two numbers of which the second tells what both count: 2 à 3 keer, 18 tot 20 uur. */
export const UNTIL = listed('tot a of en to or and ila veya do albo lub الي');

/** What may follow a house whose number is said in words; before anything else it counts: twaalf bomen. */
export const AFTER_HOUSE = listed(`
is was zijn woont wonen zit zitten staat staan hangt hangen heeft hebben wordt waar daar ook en met om op in bij van aan naast
is lives live are has have where and with at on in by next
mieszka mieszkaja jest sa gdzie i z oturuyor yasiyor var ve
`);
