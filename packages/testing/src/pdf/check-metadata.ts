import type { Faults } from './fault.ts';
import type { PdfFile } from './read-pdf.ts';

const element = (xmp: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xmp)?.[1];

/** Metadata and output intent: what the file says that it is. */
export function checkMetadata(file: PdfFile, faults: Faults): void {
  const reference = file.catalog['/Metadata'];
  const xmp = file.stream(reference).toString('utf8');
  faults.add(xmp === '', 'A 6.6.2', 'no metadata');
  faults.add(file.dict(reference)['/Filter'] !== undefined, 'A 6.6.2', 'metadata are packed');
  faults.add(
    !xmp.startsWith('<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>') ||
      /<\?xpacket[^>]*(bytes|encoding)=/.test(xmp),
    'A 6.6.2.1',
    'metadata packet',
  );
  faults.add(!isWellFormed(xmp), 'A 6.6.2.1', 'metadata are no XML');
  faults.add(
    element(xmp, 'pdfaid:part') !== '2' || element(xmp, 'pdfaid:conformance') !== 'A',
    'A 6.6.4',
    'does not say that it is PDF/A-2a',
  );
  faults.add(element(xmp, 'pdfuaid:part') !== '1', 'UA 5', 'does not say that it is PDF/UA-1');
  faults.add(
    !xmp.includes('http://www.aiim.org/pdfa/ns/id/') || !xmp.includes('http://www.aiim.org/pdfua/ns/id/'),
    'A 6.6.4',
    'namespaces of its claims',
  );
  faults.add(
    element(xmp, 'pdfaSchema:prefix') !== 'pdfuaid' || element(xmp, 'pdfaProperty:valueType') !== 'Integer',
    'A 6.6.2.3',
    'the claim of PDF/UA is not explained',
  );
  const title = /<dc:title><rdf:Alt><rdf:li xml:lang="x-default">([^<]+)</.exec(xmp)?.[1] ?? '';
  faults.add(title.trim() === '', 'UA 7.1', 'no title in the metadata');
  const info = file.dict(file.trailer['/Info']);
  faults.add(file.text(info['/Title']) !== unescape(title), 'A 6.6.3', 'titles differ');
  checkIntent(file, faults);
}

const unescape = (xml: string): string =>
  xml.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)));

/** Tags that close one another; enough for what is written without comments or sections. */
function isWellFormed(xmp: string): boolean {
  const open: string[] = [];
  if (/&(?!#\d+;|amp;|lt;|gt;|quot;|apos;)/.test(xmp)) return false;
  for (const [, closing, name, closed] of xmp.replace(/<\?[^>]*\?>/g, '').matchAll(/<(\/?)([\w:]+)[^<>]*?(\/?)>/g)) {
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!closed) open.push(name!);
  }
  return open.length === 0 && !/<(?![/?\w])/.test(xmp);
}

function checkIntent(file: PdfFile, faults: Faults): void {
  const intents = file.list(file.catalog['/OutputIntents']).map((intent) => file.dict(intent));
  const intent = intents.find((candidate) => file.name(candidate['/S']) === 'GTS_PDFA1');
  if (!intent) return faults.add(true, 'A 6.2.3', 'no output intent');
  const profile = file.stream(intent['/DestOutputProfile']);
  faults.add(
    file.get(file.dict(intent['/DestOutputProfile'])['/N']) !== 3,
    'A 6.2.3',
    'the colour profile is not of three colours',
  );
  faults.add(
    profile.toString('latin1', 36, 40) !== 'acsp' ||
      profile.toString('latin1', 16, 20) !== 'RGB ' ||
      !['mntr', 'prtr'].includes(profile.toString('latin1', 12, 16)) ||
      profile[8]! > 4,
    'A 6.2.3',
    'the colour profile',
  );
}
