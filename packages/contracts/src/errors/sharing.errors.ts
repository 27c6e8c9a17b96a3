import { entry } from './define-errors.ts';

/** Public links to documents. */
export const sharingErrors = {
  'SHARING.NOT_FOUND': entry(
    404,
    ['Dit adres bestaat niet', 'Controleer of het adres helemaal is overgenomen.'],
    ['This address does not exist', 'Check whether the address was copied in full.'],
  ),
  'SHARING.WITHDRAWN': entry(
    410,
    [
      'Dit document wordt niet meer gedeeld',
      'De gemeente heeft de link ingetrokken. Vraag de procesbegeleider van wie u de link kreeg.',
    ],
    [
      'This document is no longer shared',
      'The municipality has withdrawn the link. Ask the facilitator who gave you the link.',
    ],
  ),
  'SHARING.OVER': entry(
    409,
    [
      'Reageren kan niet meer',
      'De dag tot wanneer u kon reageren, is voorbij. Uw tekst staat er nog; stuur hem aan de procesbegeleider als hij nog mee moet.',
    ],
    [
      'Reacting is no longer possible',
      'The day until which you could react is past. Your text is still there; send it to the facilitator if it should still count.',
    ],
  ),
  'SHARING.READER_INVALID': entry(
    400,
    [
      'Met deze ontvanger kan het document niet worden gedeeld',
      'Kies een organisatie van dit traject en controleer het adres.',
    ],
    [
      'The document cannot be shared with this reader',
      'Choose an organisation of this trajectory and check the address.',
    ],
  ),
} as const;
