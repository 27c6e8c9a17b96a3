/** What decides beside role and trajectory, as it is told on `docs/who-may-do-what.md`. */
export const FACTS = {
  template: 'the template of the method says which of them give which command, when, and on which conditions',
  ownOrganisation: 'of an organisation, into a session of the professional lane that is planned or open',
  ownLane: 'a professional only of the professional lane',
  readableReports:
    'those who read content all documents, a stakeholder what is finished and no concept; minutes a facilitator, and a professional those of the own lane',
  ownAnswers: 'a participant for itself; a facilitator runs the session, and writes for somebody else from paper',
  ownScreen: 'a participant sees the projection for participants, whatever it asks for',
  progressOnly: 'texts for those who read content; the others see progress',
  ownDelivery: 'a research adviser any, the others those that they brought themselves',
  invites: 'a programme manager no administrator and no other programme manager',
  accountLink: 'whoever has the link, once, until its last moment',
  provider: 'whoever the provider of the organisation vouches for, in the browser in which that was begun',
  shownPassword: 'whoever has shown the right password in that browser, within five minutes',
  link: 'whoever has the link',
  readerLink: 'whoever has a link that was made for one reader',
  code: 'whoever has the code of the session',
  organisationOfAlliance: 'a professional names an organisation of the alliance',
} as const;

/** One of the {@link FACTS}. */
export type Fact = keyof typeof FACTS;
