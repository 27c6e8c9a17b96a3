import { ProductError } from '@buurtbalans/contracts';
import { type Database, listTemplates, readTemplate, saveTemplate, type StoredTemplate } from '@buurtbalans/database';
import { validateTemplate } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { Trajectories } from '../trajectories/trajectories.service.ts';
import { movePreview } from './move-preview.ts';

/** Method templates: list, read, check, store a new version, and try a move to one. */
@Controller()
export class TemplatesController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly trajectories: Trajectories,
  ) {}

  @Route('listTemplates')
  async list() {
    return { items: (await listTemplates(this.db)).map(summary) };
  }

  @Route('readTemplate')
  async read(@TheCall() { params }: Call<'readTemplate'>) {
    const template = await readTemplate(this.db, params.template, params.version);
    if (!template) throw new ProductError('TEMPLATE.NOT_FOUND');
    return template;
  }

  @Route('checkTemplate')
  check(@TheCall() { body }: Call<'checkTemplate'>) {
    const result = validateTemplate(body.template);
    return { problems: 'problems' in result ? result.problems : [] };
  }

  @Route('createTemplate')
  async create(@TheCall() { body, caller }: Call<'createTemplate'>) {
    const result = validateTemplate(body.template);
    if ('problems' in result) throw new ProductError('TEMPLATE.INVALID', { problems: result.problems });
    const { template } = result;
    if (!(await saveTemplate(this.db, template, caller.account.id)))
      throw new ProductError('TEMPLATE.EXISTS', { id: template.id, version: template.version });
    return summary({ template, createdAt: new Date(), trajectories: 0 });
  }

  @Route('previewMove')
  async preview(@TheCall() { trajectory, body }: Call<'previewMove'>) {
    const [from, to] = await Promise.all([
      this.trajectories.templateOf(trajectory.state),
      readTemplate(this.db, body.templateId, body.templateVersion),
    ]);
    if (!to) throw new ProductError('TEMPLATE.NOT_FOUND');
    return movePreview({
      state: trajectory.state,
      from,
      to,
      phaseMap: body.phaseMap,
      dueDates: body.dueDates,
      now: new Date(),
    });
  }
}

function summary({ template, createdAt, trajectories }: StoredTemplate) {
  return {
    id: template.id,
    version: template.version,
    name: template.name,
    createdAt: createdAt.toISOString(),
    trajectories,
  };
}
