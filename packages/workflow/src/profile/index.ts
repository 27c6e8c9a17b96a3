export { type NewerFigure, readNewer } from './newer-figures.ts';
export { type ProfileEntry, readProfile, shownOf } from './read-profile.ts';
