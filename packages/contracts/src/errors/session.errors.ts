import { entry } from './define-errors.ts';

/** Sessions, resident meetings and what participants put in. */
export const sessionErrors = {
  'SESSION.NOT_FOUND': entry(
    404,
    ['Deze bijeenkomst is er niet', 'Vraag de procesbegeleider om de code.'],
    ['This session does not exist', 'Ask the facilitator for the code.'],
  ),
  'SESSION.NOT_PLANNED': entry(
    409,
    ['Deze bijeenkomst is al begonnen, gesloten of vervallen', 'Plan zo nodig een nieuwe bijeenkomst.'],
    ['This session has already begun, closed or been cancelled', 'Plan a new session if needed.'],
  ),
  'SESSION.NOT_OPEN': entry(
    409,
    [
      'Deze bijeenkomst is niet open',
      'Vraag de procesbegeleider of de bijeenkomst al begonnen is. Wat u schreef staat nog op uw scherm.',
    ],
    [
      'This session is not open',
      'Ask the facilitator whether the session has begun. What you wrote is still on your screen.',
    ],
  ),
  'SESSION.NO_INVITATIONS': entry(
    409,
    [
      'Voor een bewonersbijeenkomst gaan er geen uitnodigingen per e-mail',
      'Buurtbalans bewaart geen adressen van bewoners. Druk de uitnodiging af of deel de tekst.',
    ],
    [
      'There are no invitations by e-mail for a resident meeting',
      'Buurtbalans keeps no addresses of residents. Print the invitation or share the text.',
    ],
  ),
  'SESSION.INVITEE_INVALID': entry(
    400,
    [
      'Deze ontvanger kan niet op de lijst',
      'Kies een organisatie uit de alliantie en vul een heel e-mailadres in, of kies iemand met een account van zo’n organisatie.',
    ],
    [
      'This receiver cannot be on the list',
      'Choose an organisation of the alliance and fill in a whole e-mail address, or choose somebody with an account of such an organisation.',
    ],
  ),
  'SESSION.NOT_HELD': entry(
    409,
    ['Deze bijeenkomst is nog niet gehouden', 'Open haar eerst. Daarna kunt u vrijgeven wat er is gezegd.'],
    ['This session has not been held yet', 'Open it first. After that you can release what was said.'],
  ),
  'SESSION.NOT_CLOSED': entry(
    409,
    ['Deze bijeenkomst is nog niet gesloten', 'Sluit haar eerst. Daarna kunt u het verslag vaststellen.'],
    ['This session has not been closed yet', 'Close it first. After that you can approve the minutes.'],
  ),
  'SESSION.CODE_UNKNOWN': entry(
    404,
    ['Deze code kennen we niet', 'Kijk of u de code goed hebt overgenomen.'],
    ['We do not know this code', 'Check whether you copied the code correctly.'],
  ),
  'SESSION.CODE_EXPIRED': entry(
    410,
    ['Deze code is verlopen', 'Vraag de procesbegeleider om de nieuwe code. Wie al meedoet, kan gewoon verder.'],
    ['This code has expired', 'Ask the facilitator for the new code. Those who have joined already can go on.'],
  ),
  'SESSION.WRONG_LANE': entry(
    403,
    ['Deze code hoort bij een andere bijeenkomst', 'Gebruik de code die u zelf hebt gekregen.'],
    ['This code belongs to another session', 'Use the code that was given to you.'],
  ),
  'SESSION.ORGANISATION_REQUIRED': entry(
    400,
    ['Voor welke organisatie doet u mee?', 'Kies uw organisatie uit de lijst.'],
    ['Which organisation do you take part for?', 'Choose your organisation from the list.'],
  ),
  'SESSION.NOT_JOINED': entry(
    401,
    ['U doet niet (meer) mee met deze bijeenkomst', 'Voer de code opnieuw in.'],
    ['You are not (or no longer) part of this session', 'Enter the code again.'],
  ),
  'SESSION.OVER': entry(
    403,
    ['Deze bijeenkomst is voorbij', 'U kunt niets meer toevoegen. Dank voor het meedoen.'],
    ['This session is over', 'Nothing can be added any more. Thank you for taking part.'],
  ),
  'SESSION.PUT_OUT': entry(
    403,
    ['U kunt niet meer meedoen met deze bijeenkomst', 'Vraag de procesbegeleider waarom.'],
    ['You can no longer take part in this session', 'Ask the facilitator why.'],
  ),
  'COMMITMENT.MISSING': entry(
    409,
    [
      'Uw organisatie kan nog niets inbrengen: er is geen getekende deelafspraak',
      'Vraag de procesbegeleider om de deelafspraak met uw organisatie te tekenen. Wat u schreef staat nog op uw scherm.',
    ],
    [
      'Your organisation cannot bring anything in yet: there is no signed sharing commitment',
      'Ask the facilitator to sign the sharing commitment with your organisation. What you wrote is still on your screen.',
    ],
  ),
  'CONTRIBUTION.NOT_FOUND': entry(
    404,
    ['Deze bijdrage is er niet (meer)', 'Misschien is zij al ingetrokken.'],
    ['This contribution does not exist (any more)', 'It may have been withdrawn already.'],
  ),
  'CONTRIBUTION.TOO_LONG': entry(
    400,
    ['Uw tekst is te lang ({length} tekens)', 'Maak hem korter dan {limit} tekens. Uw tekst staat nog op het scherm.'],
    [
      'Your text is too long ({length} characters)',
      'Make it shorter than {limit} characters. Your text is still on the screen.',
    ],
  ),
  'CONTRIBUTION.PERSONAL': entry(
    422,
    [
      'Dit lijkt over een persoon of huisnummer te gaan: {spans}',
      'Haal dat weg, of bevestig dat het niet over een persoon gaat.',
    ],
    [
      'This seems to be about a person or a house number: {spans}',
      'Take that out, or confirm that it is not about a person.',
    ],
  ),
  'CONTRIBUTION.OUTSIDE_AREA': entry(
    400,
    ['Deze plek ligt niet in de buurt', 'Kies een plek binnen de grens op de kaart, of laat de plek weg.'],
    ['This place is not in the neighbourhood', 'Choose a place inside the border on the map, or leave the place out.'],
  ),
} as const;
