import { setPriority } from 'node:os';
import { framesOf } from '@buurtbalans/contracts';
import { ModelError } from '../model.ts';
import { renderPaper } from '../paper/render-paper.ts';
import { renderProgramme } from '../programme/render-programme.ts';
import { renderDocument } from '../render-document.ts';
import type { ApartAnswer, ApartJob } from './apart-job.ts';

/** Renders one job after the other, in a process of its own that gives way to whoever serves people. Ends with its parent. */
const say = (answer: ApartAnswer): void => void process.send?.(answer);

function render(job: ApartJob) {
  if (job.kind === 'paper') return renderPaper(job.source, job.language, job.format, job.style);
  if (job.kind === 'programme') return renderProgramme(job);
  return renderDocument({ ...job, onProgress: (step, progress) => say({ is: 'progress', step, progress }) });
}

async function answer(job: ApartJob): Promise<ApartAnswer> {
  try {
    return { is: 'made', made: await render(job) };
  } catch (cause) {
    if (cause instanceof ModelError) return { is: 'refused', message: cause.message, code: cause.code };
    const { name = 'Error' } = cause as Error;
    return { is: 'failed', name, frames: framesOf(cause) };
  }
}

try {
  setPriority(Number(process.argv[2]));
} catch {
  // not everywhere allowed; then it is only slower for the others
}
process.on('message', (job: ApartJob) => void answer(job).then(say, () => process.exit(1)));
process.on('disconnect', () => process.exit(0));
