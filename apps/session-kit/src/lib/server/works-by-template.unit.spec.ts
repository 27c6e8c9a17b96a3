import { ROLES } from '@buurtbalans/domain';
import { expect, it } from 'vitest';
import { gives, worksByTemplate } from './works-by-template.ts';

it('[E145] what a screen offers a role follows from the template and the table', () => {
  expect(ROLES.filter(worksByTemplate)).toEqual([
    'programme_manager',
    'facilitator',
    'research_adviser',
    'administrator',
  ]);
  expect(ROLES.filter((role) => gives('CreateTrajectory', role))).toEqual(['programme_manager']);
  expect(gives('CreateTrajectory', undefined)).toBe(false);
});
