import { entry } from './define-errors.ts';

/** Files with figures and borders. Details: `file`, `row` (1 is the heading row), `column`, `value`. */
export const figureErrors = {
  'IMPORT.NOT_FOUND': entry(
    404,
    ['Deze import is er niet', 'Begin een nieuwe import.'],
    ['This import does not exist', 'Start a new import.'],
  ),
  'IMPORT.REFUSED': entry(
    422,
    [
      'Het bestand {file} is geweigerd; er is niets ingelezen',
      'Verbeter wat hieronder staat en bied het bestand opnieuw aan.',
    ],
    ['The file {file} was refused; nothing was read in', 'Correct what is listed below and offer the file again.'],
  ),
  'IMPORT.NEVER_READ': entry(
    422,
    ['Het bestand {file} is nooit ingelezen', 'Bied het opnieuw aan.'],
    ['The file {file} was never read in', 'Offer it again.'],
  ),
  'IMPORT.UNREADABLE': entry(
    422,
    [
      '{file}: dit bestand kan niet worden gelezen; er is niets ingelezen',
      'Haal het opnieuw op bij de bron: cijfers als CSV, grenzen als GeoJSON. Gebeurt het weer, stuur het dan naar wie het product voor u beheert.',
    ],
    [
      '{file}: this file cannot be read; nothing was read in',
      'Fetch it again from its source: figures as CSV, borders as GeoJSON. If it happens again, send it to whoever looks after the product for you.',
    ],
  ),
  'FIGURES.UNKNOWN_FILE': entry(
    422,
    [
      '{file}: dit is geen bekend cijferbestand',
      'Verwacht een CBS-bestand met een kolom met gebiedscodes. Gevonden kolommen: {found}.',
    ],
    [
      '{file}: this is not a known file of figures',
      'Expected is a CBS file with a column of area codes. Columns found: {found}.',
    ],
  ),
  'FIGURES.TRUNCATED': entry(
    422,
    ['{file}, rij {row}: het bestand houdt halverwege op', 'Haal het bestand opnieuw op bij de bron.'],
    ['{file}, row {row}: the file ends halfway', 'Fetch the file again from its source.'],
  ),
  'FIGURES.QUOTES': entry(
    422,
    [
      '{file}, rij {row}: de aanhalingstekens kloppen niet',
      'Zet de cel tussen aanhalingstekens en elk aanhalingsteken daarin dubbel, of sla het bestand opnieuw op als CSV.',
    ],
    [
      '{file}, row {row}: the quotation marks do not match',
      'Put the cell in quotation marks and write each mark within it twice, or save the file as CSV again.',
    ],
  ),
  'FIGURES.WRONG_ENCODING': entry(
    422,
    ['{file}, rij {row}: de tekens zijn niet in UTF-8', 'Sla het bestand op als CSV UTF-8 en bied het opnieuw aan.'],
    ['{file}, row {row}: the characters are not in UTF-8', 'Save the file as CSV UTF-8 and offer it again.'],
  ),
  'FIGURES.CELL_UNREADABLE': entry(
    422,
    [
      '{file}, rij {row}, kolom {column}: "{value}" is geen getal',
      'Zet er een getal, of laat de cel leeg als het cijfer ontbreekt.',
    ],
    [
      '{file}, row {row}, column {column}: "{value}" is not a number',
      'Put a number there, or leave the cell empty when the figure is missing.',
    ],
  ),
  'FIGURES.AREA_CODE': entry(
    422,
    [
      '{file}, rij {row}: "{value}" is geen code van een gebied',
      'Een code ziet eruit als GM0363, WK0363TF of BU0363AD03.',
    ],
    ['{file}, row {row}: "{value}" is not a code of an area', 'A code looks like GM0363, WK0363TF or BU0363AD03.'],
  ),
  'FIGURES.DUPLICATE_ROW': entry(
    422,
    ['{file}, rij {row}: gebied {value} staat er twee keer in', 'Laat een van de twee rijen weg.'],
    ['{file}, row {row}: area {value} occurs twice', 'Leave out one of the two rows.'],
  ),
  'FIGURES.AMBIGUOUS_DECIMAL': entry(
    422,
    [
      '{file}, rij {row}, kolom {column}: komma en punt worden door elkaar gebruikt',
      'Kies één decimaalteken voor het hele bestand.',
    ],
    ['{file}, row {row}, column {column}: comma and point are mixed', 'Choose one decimal mark for the whole file.'],
  ),
  'FIGURES.YEAR_UNKNOWN': entry(
    422,
    ['{file}: het jaar van de cijfers is niet bekend', 'Geef bij de import het jaar op.'],
    ['{file}: the year of the figures is not known', 'Give the year with the import.'],
  ),
  'FIGURES.PERSONAL_COLUMN': entry(
    422,
    ['{file}: kolom {column} bevat persoonsgegevens', 'Haal die kolom weg. Er is niets bewaard.'],
    ['{file}: column {column} holds personal data', 'Take that column out. Nothing was kept.'],
  ),
  'GEO.NOT_GEOJSON': entry(
    422,
    ['{file}: dit is geen GeoJSON met vlakken', 'Bied een FeatureCollection met vlakken aan.'],
    ['{file}: this is not GeoJSON with polygons', 'Offer a FeatureCollection with polygons.'],
  ),
  'GEO.WRONG_CRS': entry(
    422,
    [
      '{file}: de coördinaten liggen niet in Nederland ({found})',
      'Gebruik WGS84 (lengte, breedte) of RD New (x, y) en verwissel de assen niet.',
    ],
    [
      '{file}: the coordinates are not in the Netherlands ({found})',
      'Use WGS84 (longitude, latitude) or RD New (x, y) and do not swap the axes.',
    ],
  ),
  'GEO.INVALID_GEOMETRY': entry(
    422,
    [
      '{file}, gebied {feature}: de grens klopt niet ({problem})',
      'Teken of herstel de grens: gesloten, zonder kruisende lijnen.',
    ],
    [
      '{file}, area {feature}: the border is not valid ({problem})',
      'Draw or mend the border: closed, without crossing lines.',
    ],
  ),
  'AREA.NOT_FOUND': entry(
    404,
    ['Dit gebied is er niet', 'Kies een gebied uit de lijst.'],
    ['This area does not exist', 'Choose an area from the list.'],
  ),
  'AREA.SELECTION': entry(
    400,
    ['Kies minstens één gebied, of teken er een', 'Klik op de kaart of kies uit de lijst.'],
    ['Choose at least one area, or draw one', 'Click on the map or choose from the list.'],
  ),
} as const;
