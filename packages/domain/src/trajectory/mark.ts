/** A short mark of a text, the same for the same one (FNV-1a, 32 bits, twice with another beginning). It keeps no secret. */
export function markOf(text: string): string {
  const marks = [0x811c9dc5, 0x01000193].map((start) => {
    let hash = start;
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
  return marks.join('');
}
