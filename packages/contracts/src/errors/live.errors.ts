import { entry } from './define-errors.ts';

/** Commands of a live session that do not fit where it stands. */
export const liveErrors = {
  'LIVE.FACILITATOR_ONLY': entry(
    403,
    ['Dit kan alleen de procesbegeleider', 'Vraag de procesbegeleider om dit te doen.'],
    ['Only the facilitator can do this', 'Ask the facilitator to do this.'],
  ),
  'LIVE.TOO_FAST': entry(
    429,
    ['Dat ging te snel achter elkaar', 'Wacht even. Daarna gaat het vanzelf verder.'],
    ['That was too much at once', 'Wait a moment. It then goes on by itself.'],
  ),
  'LIVE.OWN_LIMIT': entry(
    409,
    ['U schreef al heel veel in deze bijeenkomst', 'Meer dan {limit} teksten per deelnemer kan niet.'],
    [
      'You have written a great deal in this session',
      'More than {limit} texts for one participant cannot be taken in.',
    ],
  ),
  'LIVE.SESSION_FULL': entry(
    409,
    ['Deze bijeenkomst is vol', 'Er kan niets meer bij. Vraag de procesbegeleider om hulp.'],
    ['This session is full', 'Nothing more can be taken in. Ask the facilitator for help.'],
  ),
  'LIVE.STEP_MOVED': entry(
    409,
    [
      'De bijeenkomst is al bij een andere stap',
      'Iemand anders ging verder. Kijk op uw scherm waar de bijeenkomst nu is en kies opnieuw.',
    ],
    [
      'The session is at another step already',
      'Somebody else went on. See on your screen where the session is and choose again.',
    ],
  ),
  'LIVE.STEP_UNKNOWN': entry(
    404,
    ['Deze stap staat niet in het draaiboek', 'Ververs het scherm. Wat u schreef staat er nog.'],
    ['This step is not in the script', 'Refresh the screen. What you wrote is still there.'],
  ),
  'LIVE.STEP_NOT_BEGUN': entry(
    409,
    ['Deze stap is nog niet begonnen', 'Wacht tot de procesbegeleider de stap begint.'],
    ['This step has not begun', 'Wait until the facilitator begins the step.'],
  ),
  'LIVE.SCRIPT_MOVED': entry(
    409,
    ['Iemand anders heeft het draaiboek veranderd', 'U ziet nu de nieuwe versie. Maak uw verandering daarin opnieuw.'],
    ['Somebody else changed the script', 'You now see the new version. Make your change in it again.'],
  ),
  'LIVE.SCRIPT_INVALID': entry(
    409,
    [
      'Zo kan het draaiboek niet',
      'Een stap die loopt of waarin al iets gegeven is blijft in het draaiboek, houdt zijn werkvorm, en toont pas iets nadat u onthult. Elke stap staat er één keer in.',
    ],
    [
      'The script cannot be like this',
      'A step that runs or in which something was given stays in the script, keeps its exercise, and shows nothing before you reveal it. Each step is in it once.',
    ],
  ),
  'LIVE.SCRIPT_TOO_TIGHT': entry(
    409,
    [
      'Er is al meer gegeven dan deze stap zou toestaan',
      'Laat het aantal stippen of plaatsen zoals het was, of hoger.',
    ],
    ['More was given already than this step would allow', 'Leave the number of dots or places as it was, or higher.'],
  ),
  'LIVE.MINUTES_MOVED': entry(
    409,
    ['Iemand anders heeft het verslag veranderd', 'U ziet nu de nieuwe versie. Uw eigen tekst staat er nog naast.'],
    ['Somebody else changed the minutes', 'You now see the new version. Your own text still stands beside it.'],
  ),
  'LIVE.OTHER_EXERCISE': entry(
    409,
    ['Dit hoort bij een andere werkvorm', 'Kijk op het scherm wat er nu gevraagd wordt.'],
    ['This belongs to another exercise', 'See on the screen what is asked now.'],
  ),
  'LIVE.OVER_BUDGET': entry(
    422,
    ['U hebt meer gegeven dan u hebt', 'Haal iets weg en stuur opnieuw. Uw keuze staat nog op het scherm.'],
    ['You gave more than you have', 'Take something away and send again. Your choice is still on the screen.'],
  ),
  'LIVE.NO_STACKING': entry(
    422,
    ['Eén stip per onderwerp', 'Verdeel uw stippen over verschillende onderwerpen.'],
    ['One dot for each subject', 'Divide your dots over different subjects.'],
  ),
  'LIVE.ITEM_UNKNOWN': entry(
    409,
    [
      'Dit staat niet (meer) op tafel',
      'Het is samengevoegd, weggehaald of nog verborgen. Kijk op het scherm en kies opnieuw.',
    ],
    [
      'This is not on the table (any more)',
      'It was merged, taken away or is still hidden. Look at the screen and choose again.',
    ],
  ),
  'LIVE.ID_TAKEN': entry(
    409,
    ['Dit is er al', 'Ververs het scherm en probeer het opnieuw.'],
    ['This is there already', 'Refresh the screen and try again.'],
  ),
  'LIVE.NO_OWNER': entry(
    422,
    ['Wie pakt dit op?', 'Kies een organisatie. Zonder eigenaar is er geen afspraak.'],
    ['Who takes this up?', 'Choose an organisation. Without an owner there is no promise.'],
  ),
} as const;
