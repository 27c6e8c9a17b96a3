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
