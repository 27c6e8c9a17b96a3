import { counted, one } from './counted.ts';
import { evidenceNl } from './evidence.nl.ts';
import { minutesNl } from './minutes.nl.ts';
import type { Lane } from '@buurtbalans/domain';
import type { Texts } from './texts.ts';

const heardNl = (statements: number): string =>
  statements === 0
    ? 'Van wat bewoners vertelden, staan de woorden niet in dit beeld.'
    : `Uit wat bewoners vertelden, ${one(statements) ? 'staat 1 stuk' : `staan ${statements} stukken`} in dit beeld.`;

const LAPSED_NL = {
  dissent: 'een organisatie het anders ziet',
  statement: 'er een uitspraak bij kwam of af ging',
  finding: 'een bevinding is veranderd',
  gap: 'een open vraag is veranderd',
  figures: 'de cijfers zijn veranderd',
  area: 'het gebied of de vraag is veranderd',
  session: 'er een sessie bij kwam',
  organisation: 'een organisatie of haar afspraak is veranderd',
} as const;

const spokeNl = (lanes: readonly Lane[]): string =>
  lanes.length > 1
    ? 'Bewoners en professionals vertelden los van elkaar wat zij zien.'
    : lanes[0] === 'resident'
      ? 'Bewoners vertelden wat zij zien. Van professionals staat hier niets.'
      : 'Professionals vertelden wat zij zien. Van bewoners staat hier niets.';

/** Dutch texts of documents. */
export const nl: Texts = {
  documents: {
    'shared-picture': 'Gedeeld beeld',
    'resident-edition': 'Gedeeld beeld, bewonerseditie',
    plan: 'Plan van aanpak',
    minutes: 'Verslag',
    profile: 'Buurtprofiel',
  },
  invented: 'Let op: dit document gaat over verzonnen bijdragen bij echte cijfers. Het dient alleen als voorbeeld.',
  watermark: 'CONCEPT',
  concept: 'Concept: het gedeeld beeld is nog niet vastgesteld.',
  conceptAfter: (number) => `Concept: versie ${number} van het gedeeld beeld geldt niet meer.`,
  lapsed: (number, approved, until, by) =>
    `Versie ${number} is vastgesteld op ${approved}. Dat verviel op ${until}, omdat ${LAPSED_NL[by]}.`,
  version: (number, date) => `Versie ${number}, vastgesteld op ${date}.`,
  standingOf: (standing) => `Dit is stand ${standing} van deze versie. `,
  standing: {
    'shared-picture': (moment) => `Wie het anders ziet: zoals het stond op ${moment}.`,
    plan: (moment) => `Acties en wie het anders ziet: zoals het stond op ${moment}.`,
    'resident-edition': (moment) => `Wat er is afgesproken: zoals het stond op ${moment}.`,
    profile: (moment) => `Dit zijn de cijfers zoals ze waren op ${moment}.`,
  },
  versionTitle: 'Deze versie',
  firstVersion: 'Dit is de eerste versie.',
  noChanges: 'Er is niet opgeschreven wat er sinds de vorige versie is veranderd.',
  changed: 'Wat er is veranderd',
  footer: (name, moment) => `${name} · stand van ${moment}`,
  area: 'Gebied en vraag',
  question: 'Vraagstuk',
  noQuestion: 'Er is nog geen vraagstuk opgeschreven.',
  neighbourhoods: 'Buurten',
  drawnArea: (names) =>
    `De grens van dit gebied is getekend. De cijfers gaan over ${one(names.length) ? 'een hele buurt' : 'hele buurten'}: ${names.join(', ')}.`,
  how: 'Hoe dit beeld tot stand kwam',
  howText: (professional, resident, organisations, told) =>
    `Sessies met professionals: ${professional}. Bijeenkomsten met bewoners: ${resident}. Organisaties in de alliantie: ${organisations}. Daarvan staan achter een uitspraak met woorden in dit beeld: ${told}.`,
  organisations: 'Organisaties in de alliantie',
  setAside: ({ lane, counted, needed, which, reason }) =>
    `Van de methode is afgeweken. Zij vraagt ${which === 'least' ? 'ten minste' : 'ten hoogste'} ${needed} ${lane === 'resident' ? (one(needed) ? 'bijeenkomst met bewoners' : 'bijeenkomsten met bewoners') : one(needed) ? 'sessie met professionals' : 'sessies met professionals'}; het zijn er ${counted}. De reden: ${reason ?? 'niet opgeschreven'}`,
  sessionsCaption: 'Sessies en bijeenkomsten',
  released: (professional, resident) =>
    `Vrijgegeven zonder namen: uitspraken van professionals: ${professional}, uitspraken van bewoners: ${resident}.`,
  map: 'De kaart',
  mapCaption: (area) => `Kaart van ${area} met de genummerde bevindingen`,
  mapAlt: (area, count, direction) =>
    `Kaart van ${area}: ${counted(count, 'bevinding', 'bevindingen')} met een plek${direction ? `, de meeste in het ${direction}` : ''}.${count > 0 ? ' Ze staan allemaal in de lijst hieronder.' : ''}`,
  directions: { north: 'noorden', east: 'oosten', south: 'zuiden', west: 'westen', middle: 'midden' },
  legend: {
    area: 'grens van het gebied',
    neighbourhood: 'buurt',
    park: 'park',
    finding: 'bevinding',
    cell: 'samenloop',
    cellBoth: 'in beide sporen',
  },
  north: 'N',
  profile: 'Cijfers per thema',
  noFigures: 'Er zijn nog geen cijfers gekozen.',
  figuresCaption: (theme) => `Cijfers over ${theme}`,
  chartCaption: (theme) => `Staafdiagram over ${theme}`,
  chartAlt: (kinds) => `Staven voor ${kinds.join(', ').toLowerCase()}, in die volgorde.`,
  chartItem: (name, values) => `${name}: ${values.join(', ')}.`,
  columns: {
    indicator: 'Cijfer',
    year: 'Jaar',
    area: 'Gebied',
    district: 'Stadsdeel of wijk',
    city: 'Stad',
    source: 'Bron',
    place: 'Plek',
    themes: 'Thema’s',
    lanes: 'Sporen',
    session: 'Sessie',
    date: 'Datum',
    sources: 'Bronnen',
    told: 'Bewoners en organisaties, minstens',
    notable: 'Cijfers die opvallen',
    findings: 'Bevindingen',
    question: 'Vraag',
    owner: 'Wie',
    due: 'Wanneer',
    answer: 'Antwoord',
    number: 'Nr.',
    action: 'Actie',
    result: 'Resultaat',
    title: 'Bevinding',
    check: 'Toets',
  },
  comment: (name, comment) => `${name}: ${comment}`,
  comments: 'Toelichting van de onderzoeksadviseur',
  missing: {
    secret: 'geheim',
    missing: 'ontbreekt',
    not_yet: 'nog niet bekend',
    discontinued: 'vervallen',
    too_few: 'te weinig inwoners',
    withheld: 'weggelaten',
    not_combined: 'niet samen te voegen',
    present: '',
  },
  findings: 'Bevindingen',
  noFindings: 'Er zijn nog geen bevindingen vastgelegd.',
  findingTitle: (number) => `Bevinding ${number}: `,
  theme: 'Thema',
  place: 'Plek',
  unnamedPlace: 'zie de kaart',
  lanes: { professional: 'professionals', resident: 'bewoners' },
  lanesLabel: 'Gehoord bij',
  withoutWords: (lane) => `${lane} (zonder hun woorden)`,
  check: 'Getoetst aan cijfers',
  verdicts: {
    confirmed: 'bevestigd door de cijfers',
    contradicted: 'weersproken door de cijfers',
    not_testable: 'niet te toetsen met cijfers',
    unchecked: 'niet getoetst',
  },
  contradictedNote: 'De cijfers zeggen iets anders dan wat er is verteld. Beide staan hier naast elkaar.',
  contradictedUntold: 'De cijfers zeggen iets anders dan deze bevinding. Beide staan hier naast elkaar.',
  evidence: evidenceNl,
  figureEvidence: (name, value, year, source) => `${name}: ${value} (${year}, ${source})`,
  dissent: 'Wie het anders ziet',
  noDissent: 'De ronde over wie het anders ziet, is afgerond. Niemand meldde dat.',
  dissentOpen: 'De ronde over wie het anders ziet, is nog niet afgerond.',
  dissentAbout: 'Waarover',
  dissentWhole: 'het geheel',
  dissentWords: 'Wat zij zeggen',
  dissentElsewhere: (findings) =>
    `Iemand ziet het anders bij ${findings.length === 1 ? 'bevinding' : 'de bevindingen'} ${findings.join(', ')}. De woorden staan daar.`,
  coincidence: 'Samenloop',
  coincidenceIntro:
    'Op deze plekken komen meer dingen samen. Van wat is verteld, telt hier alleen wat met woorden en plek in dit beeld staat. Een cijfer valt op als het hier minstens een vijfde hoger of lager is dan in de stad. Bovenaan staan de plekken waar beide sporen, cijfers en de meeste thema’s elkaar raken.',
  higher: 'hoger dan in de stad',
  lower: 'lager dan in de stad',
  coincidenceCaption: 'Plekken waar dingen samenkomen',
  coincidenceMap: (area) => `Kaart van ${area} met de plekken waar dingen samenkomen`,
  coincidenceAlt: (area, cells) =>
    `Kaart van ${area}: ${counted(cells, 'vak', 'vakken')} waarin iets samenkomt. In de tabel hieronder staan de thema’s en sporen.`,
  noCoincidence: 'Van wat met woorden en plek in dit beeld staat, komt nergens iets samen.',
  gaps: 'Wat we nog niet weten',
  gapsCaption: 'Witte vlekken',
  noGaps: 'Er zijn geen open vragen.',
  open: 'nog open',
  sources: 'Bronnen en werkwijze',
  method: (name, version) => `Dit traject volgt de methode ${name}, versie ${version}.`,
  methodOfProfile: (name, version) => `Dit profiel hoort bij een traject met de methode ${name}, versie ${version}.`,
  methodOfStatements: (lanes) =>
    lanes.length > 1
      ? 'Verklaringen van professionals en bewoners zijn apart verzameld en pas na beoordeling, zonder namen, opgenomen.'
      : `Verklaringen van ${lanes[0] === 'resident' ? 'bewoners' : 'professionals'} zijn pas na beoordeling, zonder namen, opgenomen.`,
  smallNumbers:
    'Cijfers die de bron geheimhoudt of die over te weinig mensen gaan, staan er niet in. Een cijfer is weggelaten als daarmee een klein aantal is uit te rekenen, of als het hoort bij andere aantallen dan hier staan. Is een aantal voor een gebied niet gepubliceerd, dan is het opgeteld uit de buurten, als die alle bekend zijn.',
  estimated: ' (schatting)',
  estimates: (known) =>
    `Waar ‘schatting’ staat, is het cijfer voor dit gebied niet gepubliceerd. Het is dan het gemiddelde van de buurten, waarin een buurt zwaarder telt als er meer mensen of huishoudens wonen. Van ten minste ${known} % van de buurten is het cijfer bekend.`,
  moreHere: '+ : hier liggen meer bevindingen, zie de lijst',
  borders: (credit) => `Grenzen: ${credit}.`,
  parks: 'Parken: © OpenStreetMap-bijdragers (ODbL).',
  plan: {
    intro: 'Wat we voorstellen te doen, wie dat doet, wanneer, en op welke bevinding het een antwoord is.',
    introAgreed: 'Wat is afgesproken: wat we doen, wie dat doet, wanneer, en op welke bevinding het een antwoord is.',
    concept: 'Concept: over dit plan zijn geen afspraken gemaakt.',
    conceptBeside: (number) =>
      `Concept naast versie ${number}, die is afgesproken. Over wat hier anders is, zijn geen afspraken gemaakt.`,
    isConcept: 'Dit plan is een concept. Er kan nog van alles aan veranderen.',
    agreedBy: (number, date, who) => `Versie ${number}, afgesproken op ${date} door ${who}.`,
    notNamed: (who) => `Ook een actie, maar niet genoemd bij de afspraak: ${who}.`,
    beside: (number, date) => `Versie ${number} is afgesproken op ${date}. Die geldt tot er een nieuwe is afgesproken.`,
    restsOnPicture: (number, date) =>
      `Dit plan rust op versie ${number} van het gedeeld beeld, die is vastgesteld op ${date}.`,
    actions: 'Acties',
    caption: 'Acties met resultaat, eigenaar en datum',
    none: 'Er zijn nog geen acties vastgelegd.',
    answers: 'Antwoord op',
    watch: 'Cijfer om te volgen',
    consensus: 'Overeenstemming',
    restsOn: 'Waar de acties op steunen',
    notWatched: 'geen cijfer om te volgen',
    missing: 'ontbreekt nog',
    notAsked: 'Daarom staat hier nog niet of de partijen het eens zijn.',
    agreed: (differing) =>
      `De ronde over wie het anders ziet, is afgerond. ${
        differing === 0
          ? 'Niemand meldde dat.'
          : `${counted(differing, 'organisatie ziet', 'organisaties zien')} het anders. De woorden staan hieronder of bij de bevindingen.`
      }`,
  },
  resident: {
    heard: 'Wat we hoorden',
    figures: 'Wat de cijfers zeggen',
    unknown: 'Wat we nog niet weten',
    next: 'Wat er nu gebeurt',
    agreed: (date, who) => `Dit is afgesproken op ${date} door ${who}.`,
    done: 'Wat er met uw verhaal is gedaan',
    doneText: (statements, findings, spoke) =>
      spoke.length === 0
        ? `Bewoners en professionals vertelden hiervoor niets. In dit beeld ${one(findings) ? 'staat 1 bevinding' : `staan ${findings} bevindingen`}.`
        : `${spokeNl(spoke)}${spoke.includes('resident') ? ` ${heardNl(statements)}` : ''} Samen met de rest ${one(findings) ? 'werd dat 1 bevinding' : `werden dat ${findings} bevindingen`}. Er staat nergens wie wat zei.`,
    unheard: 'Wat er in dit beeld staat',
    made: 'Hoe dit beeld is gemaakt',
    confirmed: 'De cijfers laten dit ook zien.',
    contradicted: 'De cijfers laten iets anders zien. We schrijven allebei op.',
    not_testable: 'Met cijfers kunnen we dit niet nagaan.',
    unchecked: 'Dit hebben we nog niet met cijfers vergeleken.',
    notNamed: (owner, due) =>
      `Dit staat op naam van ${owner}${due ? ` en moet klaar zijn op ${due}` : ''}. ${owner} is niet genoemd bij de afspraak.`,
    action: (owner, due) => `${owner} doet dit${due ? ` en is klaar op ${due}` : ''}.`,
    figure: (plain, value) => `${plain} Hier: ${value}.`,
    noActions: 'Het plan wordt nog gemaakt. Er is nog niet afgesproken wat er gebeurt.',
    notAgreed: 'wat we hiermee doen, is nog niet afgesproken',
    differently: 'de cijfers laten iets anders zien',
    noAction: 'hier is nog geen actie voor',
    doneList: 'Dit vertelden bewoners, en dit doen we ermee:',
    actionNumber: (number) => `Actie ${number}: `,
    answers: ' Dit hoort bij',
    answered: 'hierbij hoort',
  },
  minutes: minutesNl,
  themes: {
    population: 'Bevolking',
    housing: 'Wonen',
    liveability: 'Leefbaarheid',
    safety_nuisance: 'Veiligheid en overlast',
    care_wellbeing: 'Zorg en welzijn',
    work_income: 'Werk en inkomen',
    public_space: 'Openbare ruimte',
    facilities: 'Voorzieningen',
    youth: 'Jeugd',
    cohesion: 'Samenhang',
  },
  organisationTypes: {
    municipality: 'gemeente',
    police: 'politie',
    housing_corporation: 'woningcorporatie',
    care: 'zorgorganisatie',
    welfare: 'welzijnsorganisatie',
    youth_work: 'jongerenwerk',
    school: 'school',
    general_practice: 'huisartsenpraktijk',
    residents_association: 'bewonersorganisatie',
    business: 'ondernemers',
    other: 'organisatie',
  },
  units: {
    persons: '',
    households: '',
    percent: ' %',
    thousand_euro: ' duizend euro',
    km: ' km',
    count: '',
    per_km2: ' per km²',
    per_1000: ' per 1.000 inwoners',
    persons_per_household: ' personen',
    score: '',
  },
};
