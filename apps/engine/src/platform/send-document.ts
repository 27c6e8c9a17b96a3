import type { FastifyReply } from 'fastify';

/** Sends a document: a PDF to be kept, a page to be read. What is in it loads and runs nothing. */
export function sendDocument(
  reply: FastifyReply,
  { mime, fileName, body }: { readonly mime: string; readonly fileName: string; readonly body: Buffer },
): FastifyReply {
  const name = fileName.replace(/[^\w.-]+/g, '-');
  void reply
    .header('content-type', mime)
    .header('content-disposition', `${mime === 'application/pdf' ? 'attachment' : 'inline'}; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")
    .send(body);
  return reply;
}
