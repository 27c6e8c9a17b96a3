/**
 * Reads a text/event-stream as it comes in. Gives the data of each event, and `null` for what only says that the line is
 * alive. Ends when the server ends; throws when the line breaks.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string | null> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const parts = (rest + decoder.decode(chunk.value, { stream: true })).replaceAll('\r\n', '\n').split('\n\n');
      rest = parts.pop() ?? '';
      yield null;
      for (const part of parts) {
        const data = part.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []));
        if (data.length > 0) yield data.join('\n');
      }
    }
  } finally {
    reader.releaseLock();
  }
}
