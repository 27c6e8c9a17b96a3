import { entry } from './define-errors.ts';

/** Signing in, roles, and requests that are not understood. */
export const accessErrors = {
  'AUTH.SIGN_IN_FAILED': entry(
    401,
    ['E-mailadres of wachtwoord klopt niet', 'Controleer beide en probeer het opnieuw.'],
    ['E-mail address or password is not right', 'Check both and try again.'],
  ),
  'AUTH.TOO_MANY_ATTEMPTS': entry(
    429,
    ['Te veel pogingen', 'Probeer het opnieuw als er zoveel seconden voorbij zijn: {seconds}.'],
    ['Too many attempts', 'Try again once so many seconds have passed: {seconds}.'],
  ),
  'AUTH.CODE_WRONG': entry(
    403,
    [
      'Deze code klopt niet',
      'Neem de code die uw app nu toont. Elke code werkt één keer: is deze al gebruikt, wacht dan op de volgende.',
    ],
    [
      'This code is not right',
      'Take the code that your app shows now. Each code works once: if this one was used already, wait for the next.',
    ],
  ),
  'AUTH.CODE_TOO_LATE': entry(
    401,
    ['Het duurde te lang', 'Meld u opnieuw aan met uw wachtwoord. Daarna hebt u vijf minuten voor de code.'],
    ['It took too long', 'Sign in again with your password. After that you have five minutes for the code.'],
  ),
  'AUTH.FACTOR_UNREADABLE': entry(
    409,
    [
      'De codes van uw app werken hier niet meer',
      'Gebruik een herstelcode, of vraag uw beheerder om uw tweede stap weg te halen.',
    ],
    [
      'The codes of your app do not work here any more',
      'Use a recovery code, or ask your administrator to take your second step away.',
    ],
  ),
  'AUTH.SECOND_FACTOR_NEEDED': entry(
    403,
    ['Zet eerst de tweede stap aan', 'Dat doet u bij uw account. Daarna kunt u alles weer.'],
    ['Turn the second step on first', 'You do so at your account. After that you can do everything again.'],
  ),
  'ACCOUNT.SECOND_FACTOR_ON': entry(
    409,
    ['De tweede stap staat al aan', 'Wilt u een andere telefoon of app gebruiken, zet hem dan eerst uit.'],
    ['The second step is on already', 'To use another phone or app, turn it off first.'],
  ),
  'ACCOUNT.SECOND_FACTOR_OFF': entry(
    409,
    ['De tweede stap staat niet aan', 'Laad de pagina opnieuw.'],
    ['The second step is not on', 'Load the page again.'],
  ),
  'ACCOUNT.SETUP_TOO_LATE': entry(
    409,
    ['Het duurde te lang', 'Begin opnieuw met uw wachtwoord en scan de nieuwe code.'],
    ['It took too long', 'Begin again with your password and scan the new code.'],
  ),
  'AUTH.REQUIRED': entry(
    401,
    ['U bent niet aangemeld', 'Meld u aan en probeer het opnieuw.'],
    ['You are not signed in', 'Sign in and try again.'],
  ),
  'AUTH.FORBIDDEN': entry(
    403,
    ['Dit hoort niet bij uw rol', 'Vraag de programmamanager wie dit wel kan doen.'],
    ['This is not part of your role', 'Ask the programme manager who can do this.'],
  ),
  'ACCOUNT.NOT_FOUND': entry(
    404,
    ['Dit account is er niet', 'Kijk in de lijst met mensen welke accounts er zijn.'],
    ['There is no such account', 'Look at the list of people to see which accounts there are.'],
  ),
  'ACCOUNT.EMAIL_TAKEN': entry(
    409,
    ['Dit e-mailadres heeft al een account', 'Kies een ander adres, of geef dat account een nieuwe link.'],
    ['This e-mail address has an account already', 'Choose another address, or give that account a new link.'],
  ),
  'ACCOUNT.LINK_NOT_GOOD': entry(
    404,
    ['Deze link werkt niet meer', 'Een link werkt één keer en niet voor altijd. Vraag uw beheerder om een nieuwe.'],
    ['This link does not work any more', 'A link works once and not for ever. Ask your administrator for a new one.'],
  ),
  'ACCOUNT.WEAK_PASSWORD': entry(
    400,
    [
      'Dit wachtwoord is te makkelijk te raden',
      'Neem ten minste twaalf tekens. Gebruik niet uw naam of e-mailadres, en geen rijtje zoals 123456. Een zin van vier woorden is goed.',
    ],
    [
      'This password is too easy to guess',
      'Take at least twelve characters. Do not use your name or e-mail address, nor a row such as 123456. A sentence of four words is good.',
    ],
  ),
  'ACCOUNT.WRONG_PASSWORD': entry(
    403,
    ['Uw huidige wachtwoord klopt niet', 'Typ het wachtwoord waarmee u zich nu aanmeldt.'],
    ['Your present password is not right', 'Type the password with which you sign in now.'],
  ),
  'ACCOUNT.LAST_ADMINISTRATOR': entry(
    409,
    ['Er moet een beheerder blijven', 'Maak eerst iemand anders beheerder.'],
    ['There has to be an administrator', 'Make somebody else administrator first.'],
  ),
  'ACCOUNT.CHANGED_MEANWHILE': entry(
    409,
    ['Dit account is intussen gewijzigd', 'Laad de pagina opnieuw en kijk of uw wijziging nog nodig is.'],
    ['This account was changed meanwhile', 'Load the page again and see whether your change is still needed.'],
  ),
  'ACCOUNT.NEEDS_ORGANISATION': entry(
    400,
    ['Een professional hoort bij een organisatie', 'Kies de organisatie.'],
    ['A professional belongs to an organisation', 'Choose the organisation.'],
  ),
  'ACCOUNT.NO_MAIL': entry(
    409,
    ['Er gaan hier geen e-mails uit', 'Maak een link en geef die zelf door.'],
    ['No e-mails go out here', 'Make a link and pass it on yourself.'],
  ),
  'ORGANISATION.NOT_FOUND': entry(
    404,
    ['Deze organisatie is er niet', 'Kijk in de lijst met organisaties.'],
    ['There is no such organisation', 'Look at the list of organisations.'],
  ),
  'ORGANISATION.NAME_TAKEN': entry(
    409,
    ['Deze organisatie staat al in de lijst', 'Gebruik die, of kies een andere naam.'],
    ['This organisation is in the list already', 'Use that one, or choose another name.'],
  ),
  'EXPORT.TOO_OFTEN': entry(
    429,
    ['U hebt dit bestand al vaak gemaakt', 'Wacht een uur en probeer het dan opnieuw.'],
    ['You have made this file many times already', 'Wait an hour and try again then.'],
  ),
  'TERM.NOT_FOUND': entry(
    404,
    ['Dit traject is er niet', 'Kijk in de lijst met bewaartermijnen. Misschien is het al gewist.'],
    ['There is no such trajectory', 'Look at the list of terms. Perhaps it has been erased.'],
  ),
  'TERM.CHANGED_MEANWHILE': entry(
    409,
    [
      'Iemand anders heeft dit traject intussen vastgehouden of losgelaten',
      'Laad de pagina opnieuw en kijk of uw wijziging nog nodig is.',
    ],
    [
      'Somebody else held this trajectory, or let it go, meanwhile',
      'Load the page again and see whether your change is still needed.',
    ],
  ),
  'REQUEST.INVALID': entry(
    400,
    ['Het verzoek klopt niet', 'Kijk bij {fields} en verbeter wat daar staat.'],
    ['The request is not right', 'Look at {fields} and correct what is there.'],
  ),
  'REQUEST.NOT_FOUND': entry(404, ['Niet gevonden', 'Controleer het adres.'], ['Not found', 'Check the address.']),
  'REQUEST.TOO_LARGE': entry(
    413,
    ['Dit is te groot', 'Stuur hoogstens {limit}.'],
    ['This is too large', 'Send at most {limit}.'],
  ),
  'REQUEST.ORIGIN': entry(
    403,
    ['Dit verzoek komt van een andere website', 'Open Buurtbalans zelf en doe het daar.'],
    ['This request comes from another website', 'Open Buurtbalans itself and do it there.'],
  ),
  'SERVER.UNAVAILABLE': entry(
    503,
    ['De dienst is even niet bereikbaar', 'Wat u schreef is bewaard op dit scherm. Probeer het zo nog eens.'],
    ['The service cannot be reached for a moment', 'What you wrote is kept on this screen. Try again shortly.'],
  ),
  'SERVER.UNEXPECTED': entry(
    500,
    ['Er ging iets mis bij ons', 'Probeer het nog eens. Blijft het misgaan, geef dan nummer {reference} door.'],
    ['Something went wrong on our side', 'Try again. If it keeps happening, pass on number {reference}.'],
  ),
} as const;
