import type { JournalEntryView, TrajectoryView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { showDate } from '../moments.ts';
import { showList } from '../numbers.ts';
import { tookBack } from './takes-back.ts';
import { documentName, phaseName, roleName, sessionName, themeName } from '../names.ts';

/** Names of the things in a trajectory, by id. */
function namesIn(view: TrajectoryView): Map<string, string> {
  return new Map([
    ...view.sessions.map((session): [string, string] => [session.id, sessionName(session)]),
    ...view.organisations.map(({ id, name }): [string, string] => [id, name]),
    ...[...view.facilitators, ...view.researchAdvisers].map(({ id, name }): [string, string] => [id, name]),
    ...view.findings.map(({ id, number, title }): [string, string] => [id, `${number}. ${title}`]),
    ...view.actions.map(({ id, number, what }): [string, string] => [id, `${number}. ${what}`]),
  ]);
}

const SUBJECTS = ['sessionId', 'organisationId', 'accountId', 'findingId', 'actionId', 'ownerOrganisationId'] as const;
const TEXTS = ['name', 'guardId', 'text', 'question', 'answer', 'reason'] as const;

/**
 * What is worth reading beside the name of an event: the phases of a move, what it is about, its text. Ids that have
 * no name (any more) are left out, and so are texts that the reader may not see.
 */
export function eventDetail(entry: JournalEntryView, view: TrajectoryView): string {
  const field = (name: string) => (typeof entry.data[name] === 'string' ? (entry.data[name] as string) : '');
  const many = (name: string) => (Array.isArray(entry.data[name]) ? (entry.data[name] as string[]) : []);
  const names = namesIn(view);
  const moved = field('from') !== '' && field('to') !== '';
  const parts = [
    moved ? m.history_phase_move({ from: phaseName(field('from')), to: phaseName(field('to')) }) : '',
    field('document') === '' ? '' : documentName(field('document')),
    field('theme') === '' ? '' : themeName(field('theme')),
    field('role') === '' ? '' : roleName(field('role')),
    ...SUBJECTS.map((name) => names.get(field(name)) ?? ''),
    showList(many('organisationIds').flatMap((id) => names.get(id) ?? [])),
    field('agreedOn') === '' ? '' : showDate(field('agreedOn')),
    ...TEXTS.map(field),
    tookBack(entry.data['takesBack']),
  ];
  return parts.filter((part) => part !== '' && !/^[0-9a-f-]{36}\./.test(part)).join('; ');
}
