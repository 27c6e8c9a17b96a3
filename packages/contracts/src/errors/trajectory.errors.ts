import { entry } from './define-errors.ts';

/** Refusals of the trajectory engine. */
export const trajectoryErrors = {
  'COMMAND.INVALID': entry(
    400,
    ['De opdracht klopt niet', 'Kijk bij {fields} en verbeter wat daar staat.'],
    ['The command is not right', 'Look at {fields} and correct what is there.'],
  ),
  'COMMAND.BLOCKED': entry(
    409,
    ['Dit kan nog niet', 'Hieronder staat wat er nog nodig is.'],
    ['This cannot be done yet', 'What is still needed is listed below.'],
  ),
  'COMMAND.NOT_ALLOWED': entry(
    403,
    ['Dit hoort niet bij uw rol in dit traject', 'Vraag de procesbegeleider of programmamanager.'],
    ['This is not part of your role in this trajectory', 'Ask the facilitator or the programme manager.'],
  ),
  'TRAJECTORY.NOT_FOUND': entry(
    404,
    ['Dit traject is er niet, of u hebt er geen toegang toe', 'Kies een traject uit het overzicht.'],
    ['This trajectory does not exist, or is not open to you', 'Choose a trajectory from the overview.'],
  ),
  'TRAJECTORY.EXISTS': entry(
    409,
    ['Dit traject bestaat al', 'Open het uit het overzicht.'],
    ['This trajectory exists already', 'Open it from the overview.'],
  ),
  'TRAJECTORY.STALE': entry(
    409,
    ['Iemand anders was u voor', 'Bekijk hieronder wat er intussen gebeurde en doe het daarna opnieuw.'],
    ['Somebody else was first', 'See below what happened in between, then do it again.'],
  ),
  'TRAJECTORY.PHASE_MOVED': entry(
    409,
    ['De fase is intussen veranderd', 'Ververs de pagina en kijk opnieuw.'],
    ['The phase has changed in between', 'Refresh the page and look again.'],
  ),
  'TRAJECTORY.ITEM_NOT_FOUND': entry(
    404,
    ['Dit onderdeel bestaat niet (meer): {fields}', 'Ververs de pagina en kies opnieuw.'],
    ['This item does not exist (any more): {fields}', 'Refresh the page and choose again.'],
  ),
  'TRAJECTORY.ITEM_EXISTS': entry(
    409,
    ['Dit onderdeel bestaat al: {fields}', 'Ververs de pagina; u hoeft niets opnieuw in te voeren.'],
    ['This item exists already: {fields}', 'Refresh the page; there is nothing to enter again.'],
  ),
  'TRAJECTORY.NO_SUCH_GUARD': entry(
    400,
    ['Van deze voorwaarde kan niet worden afgeweken', 'Voldoe eerst aan de voorwaarde.'],
    ['This condition cannot be waived', 'Meet the condition first.'],
  ),
  'TRAJECTORY.NO_SUCH_TRANSITION': entry(
    400,
    ['Naar die fase kan het traject niet', 'Kies een fase die het sjabloon noemt.'],
    ['The trajectory cannot go to that phase', 'Choose a phase that the template names.'],
  ),
  'COMMITMENT.ALREADY_ENDED': entry(
    400,
    ['De einddatum van de deelafspraak ligt in het verleden', 'Kies een datum vanaf vandaag.'],
    ['The end date of the sharing commitment is in the past', 'Choose a date from today on.'],
  ),
  'TIMER.NOT_SET': entry(
    409,
    ['Deze termijn loopt niet (meer)', 'Ververs de pagina.'],
    ['This term is not running (any more)', 'Refresh the page.'],
  ),
  'TIMER.NOT_DUE': entry(
    409,
    ['Deze termijn is nog niet verstreken', 'Wacht tot de termijn verstreken is, of verplaats haar.'],
    ['This term has not passed yet', 'Wait until it has, or move it.'],
  ),
  'TEMPLATE.NOT_FOUND': entry(
    404,
    ['Dit sjabloon of deze versie bestaat niet', 'Kies een sjabloon uit de lijst.'],
    ['This template or this version does not exist', 'Choose a template from the list.'],
  ),
  'TEMPLATE.EXISTS': entry(
    409,
    [
      'Deze versie van het sjabloon bestaat al',
      'Een versie verandert nooit meer: maak een nieuwe met een hoger nummer.',
    ],
    ['This version of the template exists already', 'A version never changes: make a new one with a higher number.'],
  ),
  'TEMPLATE.INVALID': entry(
    400,
    ['Het sjabloon klopt niet', 'Verbeter wat hieronder staat; er is niets opgeslagen.'],
    ['The template is not right', 'Correct what is listed below; nothing was stored.'],
  ),
  'TEMPLATE.MOVE_REFUSED': entry(
    409,
    ['Dit traject kan niet naar dat sjabloon', 'Hieronder staat wat niet past bij wat er al gebeurd is.'],
    ['This trajectory cannot move to that template', 'What does not fit its history is listed below.'],
  ),
  'ANALYSIS.GROUP_NOT_FOUND': entry(
    404,
    ['Deze groep bestaat niet (meer)', 'Ververs de pagina.'],
    ['This group does not exist (any more)', 'Refresh the page.'],
  ),
} as const;
