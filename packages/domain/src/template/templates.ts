import amsterdam from '../templates/buurtbalans-amsterdam.v1.json' with { type: 'json' };
import short from '../templates/buurtbalans-kort.v1.json' with { type: 'json' };
import { methodTemplateSchema, type MethodTemplate } from './method-template.ts';

/** The templates that ship with the product, validated as they load. */
export const shippedTemplates: readonly MethodTemplate[] = [
  methodTemplateSchema.parse(amsterdam),
  methodTemplateSchema.parse(short),
];

/** The template that a new trajectory gets unless another is chosen. */
export const defaultTemplate: MethodTemplate = shippedTemplates[0]!;
