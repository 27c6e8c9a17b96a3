import { entry } from './define-errors.ts';

/** Signing in at the organisation's own provider (OpenID Connect). */
export const providerErrors = {
  'PROVIDER.NOT_SET': entry(
    404,
    ['Aanmelden via uw organisatie kan hier niet', 'Meld u aan met uw e-mailadres en wachtwoord.'],
    ['Signing in by your organisation is not set up here', 'Sign in with your e-mail address and password.'],
  ),
  'PROVIDER.UNREACHABLE': entry(
    503,
    [
      'De aanmelddienst van uw organisatie antwoordt niet',
      'Probeer het over een paar minuten opnieuw. Blijft dit zo, vertel het dan aan uw beheerder.',
    ],
    [
      'The sign-in service of your organisation does not answer',
      'Try again in a few minutes. If it stays like this, tell your administrator.',
    ],
  ),
  'PROVIDER.CANCELLED': entry(
    403,
    ['U bent niet aangemeld', 'U of de aanmelddienst heeft het aanmelden afgebroken. U kunt opnieuw beginnen.'],
    ['You are not signed in', 'You or the sign-in service broke off signing in. You can begin again.'],
  ),
  'PROVIDER.REFUSED': entry(
    403,
    [
      'De aanmelddienst van uw organisatie weigert Buurtbalans',
      'Geef dit door aan uw beheerder: de aanmelddienst meldt {reason}.',
    ],
    [
      'The sign-in service of your organisation refuses Buurtbalans',
      'Pass this on to your administrator: the sign-in service says {reason}.',
    ],
  ),
  'PROVIDER.OTHER_BROWSER': entry(
    400,
    [
      'Dit aanmelden is niet in deze browser begonnen',
      'Begin opnieuw op de aanmeldpagina. Gebruik geen link die u van iemand anders kreeg, en sta cookies toe.',
    ],
    [
      'This sign-in was not begun in this browser',
      'Begin again on the sign-in page. Use no link that somebody else gave you, and allow cookies.',
    ],
  ),
  'PROVIDER.EXPIRED': entry(
    400,
    ['Het aanmelden duurde te lang', 'U hebt een kwartier om u aan te melden. Begin opnieuw.'],
    ['Signing in took too long', 'You have a quarter of an hour to sign in. Begin again.'],
  ),
  'PROVIDER.USED': entry(
    409,
    ['Met dit antwoord is al eens aangemeld', 'Een antwoord van de aanmelddienst werkt één keer. Begin opnieuw.'],
    ['This answer has been used to sign in already', 'An answer of the sign-in service works once. Begin again.'],
  ),
  'PROVIDER.NOT_BELIEVED': entry(
    403,
    [
      'Het antwoord van de aanmelddienst klopt niet',
      'U bent niet aangemeld. Begin opnieuw; gebeurt het nog eens, vertel het dan aan uw beheerder.',
    ],
    [
      'The answer of the sign-in service is not right',
      'You are not signed in. Begin again; if it happens once more, tell your administrator.',
    ],
  ),
  'PROVIDER.CLOCK': entry(
    403,
    [
      'De klok van de aanmelddienst en die van Buurtbalans lopen niet gelijk',
      'Vertel dit aan uw beheerder: een van beide klokken moet worden gelijkgezet.',
    ],
    [
      'The clocks of the sign-in service and of Buurtbalans differ',
      'Tell your administrator: one of the two clocks has to be set right.',
    ],
  ),
  'PROVIDER.NO_GROUP': entry(
    403,
    [
      'U hebt geen toegang tot Buurtbalans',
      'Uw organisatie kent u, maar u zit in geen groep die hier een rol heeft. Vraag uw beheerder om die groep.',
    ],
    [
      'You have no access to Buurtbalans',
      'Your organisation knows you, but you are in no group that has a role here. Ask your administrator for that group.',
    ],
  ),
  'PROVIDER.UNKNOWN': entry(
    403,
    [
      'U hebt nog geen account in Buurtbalans',
      'Vraag uw beheerder om een uitnodiging op het e-mailadres van uw organisatie.',
    ],
    [
      'You have no account in Buurtbalans yet',
      'Ask your administrator for an invitation to the e-mail address of your organisation.',
    ],
  ),
  'PROVIDER.DISABLED': entry(
    403,
    ['Uw account is uitgezet', 'Een beheerder van Buurtbalans kan u weer toelaten.'],
    ['Your account is disabled', 'An administrator of Buurtbalans can let you in again.'],
  ),
  'PROVIDER.UNVERIFIED': entry(
    403,
    [
      'Uw e-mailadres is niet bevestigd',
      'De eerste keer herkent Buurtbalans u aan het adres dat uw organisatie heeft bevestigd. Vraag uw beheerder dat te regelen.',
    ],
    [
      'Your e-mail address is not verified',
      'The first time Buurtbalans knows you by the address that your organisation has verified. Ask your administrator to see to that.',
    ],
  ),
  'PROVIDER.OTHER_PERSON': entry(
    409,
    [
      'Dit e-mailadres hoort hier bij iemand anders',
      'Het account met uw adres is van iemand anders bij uw aanmelddienst. Een beheerder kan dat account uitzetten en weer toelaten; dan is het van u.',
    ],
    [
      'This e-mail address is somebody else’s here',
      'The account with your address is of somebody else at your sign-in service. An administrator can disable that account and let it in again; then it is yours.',
    ],
  ),
  'PROVIDER.NEEDS_ORGANISATION': entry(
    403,
    [
      'Wij weten nog niet voor welke organisatie u werkt',
      'Vraag uw beheerder om u als professional van uw organisatie uit te nodigen. Daarna kunt u zich zo aanmelden.',
    ],
    [
      'We do not know yet which organisation you work for',
      'Ask your administrator to invite you as a professional of your organisation. Then you can sign in this way.',
    ],
  ),
  'PROVIDER.NO_PASSWORD': entry(
    409,
    ['Uw account heeft geen wachtwoord', 'U meldt u aan via uw organisatie. Wijzig uw wachtwoord daar.'],
    ['Your account has no password', 'You sign in by your organisation. Change your password there.'],
  ),
  'PROVIDER.ONLY': entry(
    403,
    [
      'Aanmelden gaat hier via uw organisatie',
      'Wachtwoorden worden hier niet gebruikt. Ga naar de aanmeldpagina en meld u daar aan via uw organisatie.',
    ],
    [
      'Signing in goes by your organisation here',
      'Passwords are not used here. Go to the sign-in page and sign in by your organisation there.',
    ],
  ),
} as const;
