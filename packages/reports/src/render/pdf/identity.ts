import type { ReportDocument } from '../../model.ts';
import type { PdfDocument } from './pdfmake.ts';

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const described = (prefix: string, namespace: string, properties: string): string =>
  `<rdf:Description rdf:about="" xmlns:${prefix}="${namespace}">${properties}</rdf:Description>`;

/** PDF/A knows the metadata of PDF/UA only when the file explains them. */
const UA_SCHEMA = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`;

/** Title of a document as it stands in the file and on its first page. */
export const titleOf = ({ title, subtitle }: ReportDocument): string => `${title}: ${subtitle}`;

/** The fingerprint of the house style, by which the same file can be made again; empty for the neutral one. */
export const keywordsOf = ({ style }: ReportDocument): string => (style?.hash ? `house-style ${style.hash}` : '');

/** The metadata of a file: title, language, moment, and the two standards that it follows at once. */
export function metadataOf(document: ReportDocument): string {
  const moment = `${new Date(document.createdAt).toISOString().slice(0, 19)}Z`;
  const parts = [
    described(
      'dc',
      'http://purl.org/dc/elements/1.1/',
      `<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(titleOf(document))}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>${document.language}</rdf:li></rdf:Bag></dc:language>`,
    ),
    described(
      'xmp',
      'http://ns.adobe.com/xap/1.0/',
      `<xmp:CreateDate>${moment}</xmp:CreateDate><xmp:ModifyDate>${moment}</xmp:ModifyDate><xmp:MetadataDate>${moment}</xmp:MetadataDate><xmp:CreatorTool>Buurtbalans</xmp:CreatorTool>`,
    ),
    described(
      'pdf',
      'http://ns.adobe.com/pdf/1.3/',
      `<pdf:Producer>Buurtbalans</pdf:Producer>${keywordsOf(document) && `<pdf:Keywords>${escapeXml(keywordsOf(document))}</pdf:Keywords>`}`,
    ),
    described(
      'pdfaid',
      'http://www.aiim.org/pdfa/ns/id/',
      '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>',
    ),
    described('pdfuaid', 'http://www.aiim.org/pdfua/ns/id/', '<pdfuaid:part>1</pdfuaid:part>'),
    UA_SCHEMA,
  ];
  return `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
${parts.join('\n')}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

/** Gives a file its metadata. */
export function identify(pdf: PdfDocument, document: ReportDocument): void {
  pdf.endMetadata = () => {
    const metadata = pdf.ref({ Type: 'Metadata', Subtype: 'XML' });
    // has to be readable without unpacking
    metadata.compress = false;
    metadata.write(Buffer.from(metadataOf(document), 'utf8'));
    metadata.end();
    pdf._root.data['Metadata'] = metadata;
  };
}
