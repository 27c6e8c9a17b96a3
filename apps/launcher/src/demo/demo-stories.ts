import type { Database } from '@buurtbalans/database';
import { dutchDay } from '@buurtbalans/domain';
import { DEMO_FIGURES_ELSEWHERE } from './demo-figures.ts';
import { demoId } from './demo-ids.ts';
import { type DemoCard, DemoTrajectory } from './demo-trajectory.ts';

const professionals: readonly DemoCard[] = [
  [
    'weak_spot',
    'safety_nuisance',
    'Bij de winkels is het na tien uur ’s avonds onrustig; dat melden collega’s elke week.',
    0,
  ],
  ['signal', 'care_wellbeing', 'Steeds meer ouderen komen hun portiek niet meer uit.', 1],
  ['promising_spot', 'cohesion', 'De binnentuin wordt goed gebruikt; daar kan een beheergroep ontstaan.', 1],
  ['weak_spot', 'public_space', 'Grofvuil blijft dagen liggen naast de containers.', 2],
  ['signal', 'youth', 'Er is na vijf uur niets te doen voor jongeren van 12 tot 16.', 0],
];
const residents: readonly DemoCard[] = [
  ['weak_spot', 'safety_nuisance', 'Ik loop ’s avonds liever niet langs de winkels.', 0],
  ['promising_spot', 'cohesion', 'In de binnentuin kent iedereen elkaar.', 1],
  ['weak_spot', 'public_space', 'De straatlampen doen het vaak niet.', 2],
  ['signal', 'housing', 'We weten niet wanneer onze flat wordt gesloopt.', 3],
  ['promising_spot', 'facilities', 'De bibliotheek is de beste plek van de buurt.', 3],
];
/** What eleven residents wrote of two places, and others of their own street. */
const neighbours: readonly DemoCard[] = [
  ['weak_spot', 'safety_nuisance', 'Ik loop ’s avonds liever niet langs de winkels.', 0],
  ['weak_spot', 'safety_nuisance', 'Na tienen is het bij de winkels niet prettig.', 0],
  ['weak_spot', 'safety_nuisance', 'Mijn dochter fietst om, zodat ze niet langs de winkels hoeft.', 0],
  ['weak_spot', 'safety_nuisance', 'Bij de winkels staan ’s avonds groepen; ik ga er dan niet heen.', 0],
  ['signal', 'safety_nuisance', 'De bankjes bij de winkels zijn ’s avonds van anderen.', 0],
  ['weak_spot', 'safety_nuisance', 'Boodschappen doe ik overdag, in de avond mijd ik de winkels.', 0],
  ['promising_spot', 'cohesion', 'In de binnentuin kent iedereen elkaar.', 1],
  ['promising_spot', 'cohesion', 'We eten in de zomer samen in de tuin.', 1],
  ['promising_spot', 'cohesion', 'De tuin is waar ik mijn buren heb leren kennen.', 1],
  ['promising_spot', 'cohesion', 'Wie nieuw is, komt in de tuin vanzelf een praatje tegen.', 1],
  ['promising_spot', 'cohesion', 'De kinderen van de hele flat spelen in de tuin.', 1],
  ['weak_spot', 'public_space', 'De straatlampen doen het vaak niet.', 2],
  ['signal', 'housing', 'We weten niet wanneer onze flat wordt gesloopt.', 3],
  ['promising_spot', 'facilities', 'De bibliotheek is de beste plek van de buurt.', 3],
];
const QUESTION = 'Wat gaat hier goed en wat baart zorgen?';

/** In its intake: area and figures are there, the adviser has not signed off. */
async function intakeStory(db: Database): Promise<void> {
  const story = new DemoTrajectory(db, 'Geuzenveld');
  await story.begin();
  await story.fillIntake('WK0363FB', 'Hoe blijft de buurt prettig terwijl er wordt gesloopt en gebouwd?');
}

/** In the intake of a city without stadsdelen, whose borders and figures are coarser; it says so. */
async function elsewhereStory(db: Database): Promise<void> {
  const story = new DemoTrajectory(db, 'Oosterparkwijk');
  await story.begin('WK001404');
  await story.fillIntake(
    'WK001404',
    'Hoe blijft de wijk van iedereen die er woont?',
    DEMO_FIGURES_ELSEWHERE,
    'De cijfers komen bewerkt van het CBS: een leeg vak is nul, geheim of onbekend. De grenzen op de kaart zijn grof, tot zo’n 60 meter.',
  );
}

/** In the exchange: two sessions and one meeting held, the next one planned, a sharing commitment missing. */
async function exchangeStory(db: Database): Promise<void> {
  const story = new DemoTrajectory(db, 'Slotermeer-Noordoost');
  await story.begin();
  await story.fillIntake('WK0363FD', 'Hoe wordt het rond de winkels in de avond weer prettig?');
  if (!(await story.signOff())) return;
  await story.gather(5, 4);
  await story.hold('p1', 'professional', 'Kennismaken met de cijfers', QUESTION, professionals.slice(0, 3));
  await story.hold('p2', 'professional', 'Zwakke en kansrijke plekken', QUESTION, professionals.slice(3));
  await story.hold('r1', 'resident', 'Avond in het buurthuis', 'Waar is het fijn en waar niet?', residents);
  await story.plan('p3', 'professional', 'Wat hangt samen?', 6, 'Welke plekken horen bij elkaar?');
}

/** In the plan: the shared picture is approved, the plan was agreed with one action, and another is a concept beside it. */
async function planStory(db: Database): Promise<void> {
  const story = new DemoTrajectory(db, 'Osdorp-Midden');
  await story.begin();
  await story.fillIntake('WK0363FJ', 'Hoe krijgt iedereen een plek in de buurt?');
  if (!(await story.signOff())) return;
  await story.gather(6, 6);
  await story.hold(
    'p1',
    'professional',
    'Kennismaken met de cijfers',
    QUESTION,
    professionals.slice(0, 2).toReversed(),
  );
  await story.hold('p2', 'professional', 'Zwakke plekken', QUESTION, professionals.slice(2, 3));
  await story.hold('p3', 'professional', 'Kansrijke plekken', QUESTION, professionals.slice(3, 4));
  await story.hold('p4', 'professional', 'Wat hangt samen?', QUESTION, professionals.slice(4));
  await story.hold('r1', 'resident', 'Bijeenkomst in de bibliotheek', 'Waar is het fijn en waar niet?', neighbours);
  await story.do({ type: 'AdvancePhase', from: 'exchange' });
  await picture(story);
  await story.do({ type: 'AdvancePhase', from: 'analysis' });
  await actions(story);
}

async function picture(story: DemoTrajectory): Promise<void> {
  const nuisance = [
    await story.release('s1', { lane: 'professional', session: 'p1', cards: [1], organisationType: 'police' }, [
      'weak_spot',
      'safety_nuisance',
      'Bij de winkels is het laat in de avond onrustig.',
      0,
    ]),
    await story.release('s2', { lane: 'resident', session: 'r1', cards: [0, 1, 2, 3, 4, 5], organisationType: null }, [
      'weak_spot',
      'safety_nuisance',
      'Bewoners mijden de winkels in de avond.',
      0,
    ]),
  ];
  const garden = [
    await story.release('s3', { lane: 'resident', session: 'r1', cards: [6, 7, 8, 9, 10], organisationType: null }, [
      'promising_spot',
      'cohesion',
      'In de binnentuin kennen buren elkaar.',
      1,
    ]),
  ];
  const [one, two, three] = ['f1', 'f2', 'f3'].map((name) => story.idOf(name)) as [string, string, string];
  await story.do({
    type: 'RecordFinding',
    findingId: one,
    title: 'Onrust bij de winkels in de avond',
    text: 'Professionals en bewoners noemen los van elkaar de winkels als plek waar het in de avond onrustig is.',
    theme: 'safety_nuisance',
    place: story.place(0),
    testable: true,
  });
  await story.do({
    type: 'SetEvidence',
    findingId: one,
    statementIds: nuisance,
    indicatorIds: ['safety_nuisance.offences_per_1000'],
  });
  await story.do({
    type: 'RecordCheck',
    findingId: one,
    verdict: 'not_testable',
    note: 'Het cijfer telt alle misdrijven in de hele buurt en het hele jaar; over de avonden bij de winkels zegt het niets.',
  });
  await story.do({
    type: 'RecordFinding',
    findingId: two,
    title: 'Er wonen vooral jongeren',
    text: 'In een sessie werd gezegd dat de buurt vooral uit jongeren bestaat.',
    theme: 'youth',
    place: null,
    testable: true,
  });
  await story.do({
    type: 'SetEvidence',
    findingId: two,
    statementIds: [],
    indicatorIds: ['population.age_15_25', 'population.total'],
  });
  await story.do({
    type: 'RecordCheck',
    findingId: two,
    verdict: 'contradicted',
    note: 'Een klein deel van de inwoners is tussen 15 en 25 jaar.',
  });
  await story.do({
    type: 'RecordFinding',
    findingId: three,
    title: 'De binnentuin verbindt',
    text: 'Bewoners noemen de binnentuin als plek waar buren elkaar kennen.',
    theme: 'cohesion',
    place: story.place(1),
    testable: false,
  });
  await story.do({ type: 'SetEvidence', findingId: three, statementIds: garden, indicatorIds: [] });
  await story.do({
    type: 'OpenGap',
    gapId: story.idOf('g1'),
    question: 'Hoeveel ouderen komen weinig buiten?',
    ownerOrganisationId: demoId('Buurtteam West'),
    due: `${new Date().getUTCFullYear() + 1}-03-01`,
  });
  await story.do({
    type: 'RecordDissent',
    dissentId: story.idOf('d1'),
    organisationId: demoId('Woningcorporatie De Dageraad'),
    text: 'De onrust hangt volgens ons vooral samen met de openingstijden.',
    findingId: one,
  });
  await story.do({ type: 'ApproveSharedPicture', changes: 'Eerste versie.' });
}

async function actions(story: DemoTrajectory): Promise<void> {
  const year = new Date().getUTCFullYear() + 1;
  await story.do({
    type: 'PlanAction',
    actionId: story.idOf('a1'),
    what: 'Verlichting en toezicht bij de winkels',
    result: 'Minder meldingen tussen tien en twaalf uur',
    ownerOrganisationId: demoId('Gebiedsteam Nieuw-West'),
    due: `${year}-06-01`,
    findingIds: [story.idOf('f1')],
    indicatorId: 'safety_nuisance.offences_per_1000',
  });
  await story.do({
    type: 'AgreePlan',
    organisationIds: ['Gebiedsteam Nieuw-West', 'Woningcorporatie De Dageraad', 'Buurtteam West'].map(demoId),
    agreedOn: dutchDay(new Date().toISOString()),
  });
  await story.do({
    type: 'PlanAction',
    actionId: story.idOf('a2'),
    what: 'Een beheergroep voor de binnentuin',
    result: '',
    ownerOrganisationId: demoId('Woningcorporatie De Dageraad'),
    due: `${year}-09-01`,
    findingIds: [story.idOf('f3')],
    indicatorId: null,
  });
}

/** The trajectories of the demonstration. Contributions, organisations and people are invented; figures are real. */
export async function tellStories(db: Database): Promise<void> {
  await Promise.all([intakeStory(db), elsewhereStory(db), exchangeStory(db), planStory(db)]);
}
