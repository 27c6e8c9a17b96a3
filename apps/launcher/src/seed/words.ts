import type { CommandOf, OrganisationType, Theme } from '@buurtbalans/domain';

type Kind = CommandOf<'ReleaseStatement'>['kind'];

/** What is said about one theme, from the question to the action. All of it is made up. */
export interface ThemeWords {
  readonly theme: Theme;
  /** Whose work it is. */
  readonly owner: OrganisationType;
  readonly question: string;
  readonly professionals: readonly (readonly [Kind, string])[];
  readonly residents: readonly (readonly [Kind, string])[];
  readonly title: string;
  readonly text: string;
  /** Figure that says something about it; without one it cannot be tested. */
  readonly indicatorId?: string;
  readonly gap: string;
  readonly answer: string;
  readonly action: string;
  readonly result: string;
}

export const THEME_WORDS: readonly ThemeWords[] = [
  {
    theme: 'housing',
    owner: 'housing_corporation',
    question: 'Hoe blijven mensen hier goed wonen terwijl er wordt gesloopt en gebouwd?',
    professionals: [
      ['signal', 'Huurders bellen vaker over vocht en schimmel dan een jaar geleden.'],
      ['weak_spot', 'In de portieken aan de noordkant wisselen de bewoners snel.'],
    ],
    residents: [
      ['signal', 'Niemand vertelt ons wanneer onze flat aan de beurt is.'],
      ['weak_spot', 'Het is vochtig in huis en de reparatie laat lang op zich wachten.'],
    ],
    title: 'Onzekerheid over de woning',
    text: 'Bewoners weten niet wanneer er wordt gesloopt of opgeknapt, en doen daarom zelf weinig meer aan hun huis.',
    indicatorId: 'housing.rental',
    gap: 'Hoeveel huishoudens wachten op antwoord over hun woning?',
    answer: 'De corporatie telde ruim honderd open vragen over de planning.',
    action: 'Elk kwartaal een brief en een inloopuur over de planning',
    result: 'Iedere huurder weet een half jaar vooraf wat er met de woning gebeurt',
  },
  {
    theme: 'liveability',
    owner: 'municipality',
    question: 'Wat is er nodig om de buurt schoon en prettig te houden?',
    professionals: [
      ['weak_spot', 'Grofvuil blijft dagen liggen naast de containers.'],
      ['signal', 'Er staan meer woningen leeg dan vorig jaar, en dat is te zien.'],
    ],
    residents: [
      ['weak_spot', 'Naast de containers is het altijd een bende.'],
      ['promising_spot', 'Onze straat houdt zelf de plantenbakken bij en dat werkt.'],
    ],
    title: 'Afval naast de containers',
    text: 'Professionals en bewoners noemen los van elkaar dezelfde plekken waar afval blijft liggen.',
    indicatorId: 'liveability.unoccupied_homes',
    gap: 'Op welke dagen wordt er het meest bijgeplaatst?',
    answer: 'Vooral op zondag en maandag, blijkt uit de meldingen van een half jaar.',
    action: 'Afvalcoaches op de drie drukste plekken',
    result: 'De helft minder meldingen van bijgeplaatst afval',
  },
  {
    theme: 'safety_nuisance',
    owner: 'police',
    question: 'Hoe wordt het rond de winkels in de avond weer prettig?',
    professionals: [
      ['weak_spot', 'Bij de winkels is het na tien uur onrustig; dat melden collega’s elke week.'],
      ['signal', 'Jongens van buiten de buurt zoeken het parkeerdek op.'],
    ],
    residents: [
      ['weak_spot', 'In de avond loop ik om, liever niet langs de winkels.'],
      ['signal', 'De scooters rijden hard over het fietspad.'],
    ],
    title: 'Onrust bij de winkels in de avond',
    text: 'De winkels gelden voor professionals en bewoners als de plek waar het in de avond onrustig is.',
    indicatorId: 'safety_nuisance.offences_per_1000',
    gap: 'Hoe laat komen de meldingen rond de winkels binnen?',
    answer: 'Twee op de drie meldingen komen tussen negen en twaalf uur in de avond.',
    action: 'Meer licht en vaste gezichten bij de winkels',
    result: 'Bewoners geven de avond bij de winkels een voldoende',
  },
  {
    theme: 'care_wellbeing',
    owner: 'care',
    question: 'Hoe bereiken we mensen die zelf niet om hulp vragen?',
    professionals: [
      ['signal', 'Steeds meer ouderen komen hun portiek niet meer uit.'],
      ['weak_spot', 'De wachttijd bij het buurtteam is opgelopen tot zes weken.'],
    ],
    residents: [
      ['signal', 'Mijn buurvrouw ziet in de winter bijna niemand.'],
      ['promising_spot', 'Bij de koffieochtend komen steeds meer mensen.'],
    ],
    title: 'Ouderen zien weinig mensen',
    text: 'Een groep ouderen komt nauwelijks buiten; de koffieochtend bereikt een deel van hen.',
    indicatorId: 'care_wellbeing.good_health',
    gap: 'Hoeveel ouderen komen minder dan één keer per week buiten?',
    answer: 'Bij de huisbezoeken gold dat voor ongeveer één op de tien.',
    action: 'Huisbezoeken door twee vaste medewerkers',
    result: 'Alle tachtigplussers zijn één keer gesproken',
  },
  {
    theme: 'public_space',
    owner: 'municipality',
    question: 'Hoe wordt de openbare ruimte van iedereen?',
    professionals: [
      ['weak_spot', 'De verlichting op het pad langs het water valt vaak uit.'],
      ['promising_spot', 'Het plein ligt goed, maar er is niets te doen.'],
    ],
    residents: [
      ['weak_spot', 'De lampen op het pad doen het vaak niet.'],
      ['promising_spot', 'Op het plein zou een bank al veel schelen.'],
    ],
    title: 'Het pad langs het water is te donker',
    text: 'Het pad is de kortste weg naar school en station, en wordt in het donker gemeden.',
    gap: 'Wie is verantwoordelijk voor de lampen langs het pad?',
    answer: 'De lampen zijn van de gemeente; de vervanging staat voor volgend jaar gepland.',
    action: 'Verlichting langs het pad vervangen',
    result: 'Geen lamp langer dan een week stuk',
  },
  {
    theme: 'facilities',
    owner: 'welfare',
    question: 'Welke voorzieningen missen bewoners het meest?',
    professionals: [
      ['promising_spot', 'De bibliotheek trekt een gemengd publiek.'],
      ['signal', 'Het buurthuis is drie avonden per week dicht.'],
    ],
    residents: [
      ['promising_spot', 'De bibliotheek is de beste plek van de buurt.'],
      ['signal', 'Voor een huisarts moet ik tegenwoordig twee haltes reizen.'],
    ],
    title: 'De bibliotheek als huiskamer',
    text: 'De bibliotheek wordt genoemd als plek waar mensen elkaar zonder afspraak treffen.',
    gap: 'Welke groepen komen nu niet in de bibliotheek?',
    answer: 'Vooral jongeren tussen vijftien en twintig jaar.',
    action: 'De bibliotheek op twee avonden open met vrijwilligers',
    result: 'Honderd bezoekers per avond',
  },
  {
    theme: 'youth',
    owner: 'youth_work',
    question: 'Hoe krijgen jongeren hier een plek van zichzelf?',
    professionals: [
      ['signal', 'Na vijf uur is er niets te doen voor jongeren van twaalf tot zestien.'],
      ['promising_spot', 'Het sportveld wordt goed gebruikt sinds er begeleiding is.'],
    ],
    residents: [
      ['signal', 'De jeugd hangt rond omdat er niets anders is.'],
      ['promising_spot', 'Mijn zoon is blij met de trainer op het veld.'],
    ],
    title: 'Weinig te doen voor jongeren na schooltijd',
    text: 'Voor jongeren van twaalf tot zestien is er na vijf uur geen aanbod, behalve op het sportveld.',
    indicatorId: 'population.age_15_25',
    gap: 'Wat willen jongeren zelf na schooltijd?',
    answer: 'Zij noemen sporten, muziek en een plek waar niemand hen wegstuurt.',
    action: 'Jongerenwerk op vier avonden in de week',
    result: 'Zestig jongeren die elke week komen',
  },
  {
    theme: 'cohesion',
    owner: 'residents_association',
    question: 'Hoe leren oude en nieuwe bewoners elkaar kennen?',
    professionals: [
      ['promising_spot', 'De binnentuin wordt goed gebruikt; daar kan een beheergroep ontstaan.'],
      ['signal', 'Nieuwe bewoners kennen de weg naar het buurthuis niet.'],
    ],
    residents: [
      ['promising_spot', 'In de binnentuin kent iedereen elkaar.'],
      ['signal', 'De nieuwe buren groeten wel, maar daar blijft het bij.'],
    ],
    title: 'De binnentuin verbindt',
    text: 'Bewoners noemen de binnentuin als plek waar oude en nieuwe buren elkaar leren kennen.',
    gap: 'Hoeveel nieuwe bewoners doen mee aan iets in de buurt?',
    answer: 'Bij de laatste drie bijeenkomsten was een kwart nieuw in de buurt.',
    action: 'Een beheergroep voor de binnentuin',
    result: 'Twintig bewoners die samen het onderhoud doen',
  },
];

export const SESSION_TITLES = [
  'Kennismaken met de cijfers',
  'Zwakke en kansrijke plekken',
  'Wat hangt samen?',
  'Wat weten we nog niet?',
  'Waar beginnen we?',
  'Terugblik op de eerste sessies',
] as const;
export const MEETING_TITLES = [
  'Avond in het buurthuis',
  'Bijeenkomst in de bibliotheek',
  'Koffieochtend met bewoners',
  'Gesprek op het plein',
] as const;
export const REASONS = {
  pause: [
    'De zomervakantie: veel deelnemers zijn weg.',
    'De procesbegeleider is ziek; er wordt vervanging gezocht.',
    'We wachten op het besluit over de sloop.',
  ],
  stop: [
    'De buurt krijgt een ander programma; dubbel werk heeft geen zin.',
    'Er is geen gebiedsteam meer om het te dragen.',
  ],
  cancel: ['Te weinig aanmeldingen.', 'De zaal bleek dubbel verhuurd.'],
  waive: ['Drie sessies gaven samen een volledig beeld; een vierde kost meer dan zij oplevert.'],
  withdraw: ['De organisatie stopt met haar werk in dit gebied.'],
} as const;
export const COMMENTS = [
  'Afgerond op vijf door het CBS; de cijfers van de buurten tellen daardoor niet precies op.',
  'Het cijfer is van vóór de nieuwbouw.',
  'Vergelijk met het stadsdeel: de stad als geheel is heel anders opgebouwd.',
] as const;
export const SHARED = [
  'Eigen ervaringen en aantallen meldingen per straat',
  'Aantallen zonder namen, per kwartaal',
  'Wat medewerkers in de wijk zien en horen',
] as const;
export const DISSENT = [
  'De onrust hangt volgens ons vooral samen met de openingstijden.',
  'Wij herkennen dit beeld voor een deel: het gaat om enkele straten.',
  'Het aanbod is er wel, maar het is niet bekend.',
] as const;
