import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCUMENTS } from '@buurtbalans/domain';
import { checkPdf, readAloud, textOf } from '@buurtbalans/testing/pdf';
import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { renderDocument } from '../render-document.ts';
import { contrast, thinned } from './contrast.ts';
import { houseStyleOf, loadHouseStyle } from './load-house-style.ts';
import { readLogo } from './read-logo.ts';
import { linesOf } from './svg-path.ts';

const FOLDER = join(import.meta.dirname, '../../../../house-style/voorbeeldstad');
const tokens = readFileSync(join(FOLDER, 'tokens.json'), 'utf8');
const logo = readFileSync(join(FOLDER, 'logo.svg'), 'utf8');
const tokensWith = (brand: unknown, name: unknown = 'Gemeente Proef'): string =>
  JSON.stringify({
    basis: { color: { brand: { $value: brand } } },
    buurtbalans: { municipality: { name: { $value: name } } },
  });
const svg = (inside: string, attributes = 'viewBox="0 0 100 50"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${inside}\n</svg>`;

describe('tokens', () => {
  it('[R61] give name, colour and logo, also over a detour, as three digits, as components and in the older format', async () => {
    const style = await loadHouseStyle(join(FOLDER, 'tokens.json'));
    expect(style).toMatchObject({
      name: 'Gemeente Voorbeeldstad',
      brand: '#1f5b3a',
      logo: { alt: 'Logo van de gemeente Voorbeeldstad' },
    });
    expect(style.hash).toBe(createHash('sha256').update(`${tokens}\0${logo}`).digest('hex'));
    expect(houseStyleOf(tokensWith('#036'), null)).toMatchObject({
      name: 'Gemeente Proef',
      brand: '#003366',
      logo: null,
    });
    expect(houseStyleOf(tokensWith({ colorSpace: 'srgb', components: [0, 0.2, 0.4] }), null).brand).toBe('#003366');
    expect(houseStyleOf(tokensWith('#003366').replaceAll('$value', 'value'), null).brand).toBe('#003366');
    expect(await loadHouseStyle(undefined)).toMatchObject({ name: '', logo: null, hash: '' });
  });

  it('[R61] a colour that is hard to read on white is refused with its token and its contrast', () => {
    expect(() => houseStyleOf(tokensWith('#777777'), null)).toThrow(
      /basis\.color\.brand \(#777777\) heeft op wit een contrast van 4\.47.* \/ .*contrast of 4\.47 on white, at least 4\.5/,
    );
    expect(houseStyleOf(tokensWith('#767676'), null).brand).toBe('#767676');
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    // whatever the brand, everything is readable behind which it stands thinned
    for (const brand of ['#767676', '#0000ff', '#7f0000', '#000000'])
      expect(contrast('#1b1f24', thinned(brand, 0.08))).toBeGreaterThan(12);
  });

  it.each([
    ['no JSON', '{', /geen JSON .* not JSON/],
    ['no name', tokensWith('#003366').replace('"name"', '"naam"'), /municipality\.name ontbreekt .* is missing/],
    ['a name that is none', tokensWith('#003366', 7), /name is geen korte tekst/],
    [
      'a colour that is none',
      tokensWith('url(https://example.org)'),
      /basis\.color\.brand is geen kleur .* not a colour/,
    ],
    ['a token that is not there', tokensWith('{basis.color.gone}'), /verwijst naar basis\.color\.gone/],
    ['tokens that go round', tokensWith('{basis.color.brand}'), /verwijst naar basis\.color\.brand/],
    ['a token by the name of something built in', tokensWith('{constructor.name}'), /verwijst naar constructor\.name/],
  ])('[R61] %s is refused by name', (_what, json, said) => {
    expect(() => houseStyleOf(json, null)).toThrow(said);
  });

  it('[R61] a logo lies beside its tokens, and nowhere else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'house-style-'));
    for (const [file, said] of [
      ['../secret.svg', 'geen SVG-bestand naast'],
      ['https://example.org/a.svg', 'geen SVG-bestand naast'],
      ['logo.png', 'geen SVG-bestand naast'],
      ['gone.svg', 'gone.svg is er niet'],
    ]) {
      await writeFile(join(folder, 'tokens.json'), tokens.replace('logo.svg', file!));
      await expect(loadHouseStyle(join(folder, 'tokens.json'))).rejects.toThrow(said);
    }
    await rm(folder, { recursive: true });
    await expect(loadHouseStyle(join(folder, 'tokens.json'))).rejects.toThrow(
      /tokens\.json is er niet .* is not there/,
    );
  });
});

describe('a logo', () => {
  it('[R62] becomes a drawing of filled shapes, as large as fits', () => {
    expect(readLogo(logo)).toMatchObject({
      width: 110,
      height: 44,
      marks: [
        {
          kind: 'window',
          marks: [
            { fill: '#1f5b3a' },
            { fill: '#ffffff' },
            { kind: 'circle', fill: '#ffffff' },
            { fill: '#1f5b3a' },
            { fill: '#1f5b3a' },
          ],
        },
      ],
    });
    expect(readLogo(svg('<rect width="100" height="50"/>')).marks[0]).toMatchObject({
      marks: [
        {
          fill: '#000000',
          lines: [
            [
              [0, 0],
              [88, 0],
              [88, 44],
              [0, 44],
            ],
          ],
        },
      ],
    });
    expect(
      readLogo(svg('<polygon points="0,0 10,0 10,10" fill="#f00"/><path d="M0 0" fill="none"/>')).marks[0],
    ).toMatchObject({ marks: [{ fill: '#ff0000' }] });
  });

  it('[R62] its paths end where SVG says', () => {
    expect(linesOf('M10 10h10v10H10z m5 5 5 0')).toEqual([
      [
        [10, 10],
        [20, 10],
        [20, 20],
        [10, 20],
      ],
      [
        [15, 15],
        [20, 15],
      ],
    ]);
    expect(linesOf('M0 0L4 0zL0 4')).toEqual([
      [
        [0, 0],
        [4, 0],
      ],
      [
        [0, 0],
        [0, 4],
      ],
    ]);
    expect(linesOf('M.5.5-1-1')).toEqual([
      [
        [0.5, 0.5],
        [-1, -1],
      ],
    ]);
    for (const [path, end] of [
      ['M0 0C0 10 10 10 10 0', [10, 0]],
      ['M0 0q5 5 10 0t10 0', [20, 0]],
      ['M0 0c0 1 1 1 1 0s1-1 1 0', [2, 0]],
      ['M0 0A5 5 0 0110 0', [10, 0]],
      ['m1e1 0 a5,5,0,1,0,-10,0', [0, 0]],
    ] as const)
      expect(linesOf(path)!.at(-1)!.at(-1)).toEqual(end);
    // half a circle around (5, 0), and the other half
    for (const [flag, side] of [
      ['1', -5],
      ['0', 5],
    ] as const)
      expect(linesOf(`M0 0A5 5 0 0 ${flag} 10 0`)![0]![8]![1]).toBeCloseTo(side);
    for (const wrong of ['', 'L0 0', 'M0', 'M0 0 X5', 'M0 0 L1', 'M0 0 Z 5', 'M0 0 A5 5 0 2 0 1 1', 'M0 0 url(#x)'])
      expect(linesOf(wrong)).toBeUndefined();
  });

  it.each([
    ['<script>alert(1)</script>', '<script>'],
    ['<rect width="1" height="1" onclick="x()"/>', '<rect onclick="x()">'],
    ['<image href="/etc/passwd"/>', '<image>'],
    ['<image xlink:href="https://example.org/a.png"/>', '<image>'],
    ['<use href="https://example.org/a.svg#b"/>', '<use>'],
    ['<foreignObject><p>x</p></foreignObject>', '<foreignObject>'],
    ['<style>@import "https://example.org"</style>', '<style>'],
    ['<rect style="fill:url(https://example.org)"/>', '<rect style='],
    ['<rect fill="url(#a)"/>', '<rect fill="url(#a)">'],
    ['<a href="javascript:alert(1)"><rect/></a>', '<a>'],
    ['<animate attributeName="href" to="javascript:x"/>', '<animate>'],
    ['<g transform="scale(9)"></g>', '<g transform='],
    ['<path d="M0 0L1 1" fill-rule="nonzero"/>', 'fill-rule="nonzero"'],
    ['<text>x</text>', '<text>'],
    ['<![CDATA[<script>]]>', '<![CDATA['],
    ['<title>&xxe;</title>', '&xxe;'],
    ['words', 'words'],
    ['<svg/>', '<svg>'],
    ['</g>', '</g>'],
    ['<rect width="1"', '<rect'],
  ])('[R62] %s is refused with its name and its line', (inside, what) => {
    expect(() => readLogo(svg(inside))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/op regel 2 .* on line 2: /) }),
    );
    expect(() => readLogo(svg(inside))).toThrow(what);
  });

  it('[R62] entities, a file that is too large, too many points or nothing at all are refused', () => {
    expect(() => readLogo(`<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${svg('<rect/>')}`)).toThrow(
      'regel 1 iets anders dan gevulde vormen: <!DOCTYPE',
    );
    expect(() => readLogo(svg(' '.repeat(200_001)))).toThrow('groter dan 200000 tekens');
    expect(() => readLogo(svg(`<path d="M0 0${'h1'.repeat(20_001)}"/>`))).toThrow('meer dan 20000 punten');
    for (const empty of [
      '',
      svg(''),
      svg('<rect/>', 'viewBox="0 0 0 0"'),
      svg('<rect/>', ''),
      svg('<rect/>').replace('</svg>', ''),
    ])
      expect(() => readLogo(empty)).toThrow(/geen vormen/);
    expect(() => readLogo(svg('<g>'.repeat(30)))).toThrow('<g>');
  });
});

describe('documents in a house style', async () => {
  const snapshot = await slotermeerSnapshot();
  const style = await loadHouseStyle(join(FOLDER, 'tokens.json'));

  it.each(DOCUMENTS.flatMap((document) => (['nl', 'en'] as const).map((language) => [document, language] as const)))(
    '[R61] %s (%s) shows name, colour and logo in both forms, and follows both standards',
    async (document, language) => {
      const { body, pages } = await renderDocument({ snapshot, document, language, format: 'pdf', style });
      expect(checkPdf(body)).toEqual([]);
      expect(body.toString('latin1')).toContain('(Logo van de gemeente Voorbeeldstad)');
      expect(body.toString('latin1')).toContain(`<pdf:Keywords>house-style ${style.hash}</pdf:Keywords>`);
      expect(textOf(body).match(/Gemeente Voorbeeldstad · /g)).toHaveLength(pages);
      const html = (await renderDocument({ snapshot, document, language, format: 'html', style })).body.toString();
      expect(html).toContain(':root{--brand:#1f5b3a;');
      expect(html).toContain('role="img" aria-label="Logo van de gemeente Voorbeeldstad"');
      expect(html).toContain('<footer><p>Gemeente Voorbeeldstad · ');
      expect(html).not.toContain('#1a3d7c;padding');
    },
  );

  it('[R61] stand under a name when there is no logo', async () => {
    const request = {
      snapshot,
      document: 'profile',
      language: 'nl',
      style: houseStyleOf(tokensWith('#003366'), null),
    } as const;
    const { body } = await renderDocument({ ...request, format: 'pdf' });
    expect(checkPdf(body)).toEqual([]);
    expect(readAloud(body)[0]).toEqual({ type: 'P', text: 'Gemeente Proef' });
    expect((await renderDocument({ ...request, format: 'html' })).body.toString()).toContain(
      '<p class="house">Gemeente Proef</p>',
    );
  });

  it('[R61] are the same bytes for the same style, and others for another', async () => {
    const made = async (change: object = {}): Promise<Buffer> =>
      (
        await renderDocument({
          snapshot,
          document: 'profile',
          language: 'nl',
          format: 'pdf',
          style: { ...style, ...change },
        })
      ).body;
    const one = await made();
    expect((await made()).equals(one)).toBe(true);
    expect((await made({ hash: 'other' })).equals(one)).toBe(false);
  });
});
