/** Words between a first name and a surname, or before a surname, as they are folded. */
export const PARTICLES: ReadonlySet<string> = new Set(
  "van von de den der het 't ’t t te ter ten tot 's el al ben bin bint ibn ait ou la le du da di do dos das del della des d l of z zu".split(
    ' ',
  ),
);

/** A folded surname without what stands before it: `van den berg` is `berg`. */
export const withoutParticles = (name: string): string => {
  const parts = name.replace(/^(el|al|d|l)['-](?=.{3})/, '').split(' ');
  while (parts.length > 1 && PARTICLES.has(parts[0]!)) parts.shift();
  return parts.join(' ').replace(/^(el|al|d|l)['-](?=.{3})/, '');
};
