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
  'FIGURES.YEAR_OUT_OF_RANGE': entry(
    422,
    [
      '{file}: {value} kan niet het jaar van deze cijfers zijn',
      'Cijfers zijn van een jaar van {low} tot en met {high}. Verbeter het jaar en bied het bestand opnieuw aan.',
    ],
    [
      '{file}: {value} cannot be the year of these figures',
      'Figures are of a year from {low} up to {high}. Correct the year and offer the file again.',
    ],
  ),
  'FIGURES.YEAR_DIFFERS': entry(
    422,
    [
      '{file}: u koos het jaar {value}, maar het bestand is van {shown}',
      'Laat het jaar leeg, of kies het bestand van het jaar dat u bedoelt.',
    ],
    [
      '{file}: you chose the year {value}, but the file is of {shown}',
      'Leave the year empty, or choose the file of the year that you mean.',
    ],
  ),
  'FIGURES.THOUSANDS': entry(
    422,
    [
      '{file}, rij {row}, kolom {column}: {value} kan twee dingen betekenen',
      'Is het een punt of komma voor duizendtallen? Haal die dan weg. Is het een decimaal? Schrijf dan hoogstens twee cijfers erachter.',
    ],
    [
      '{file}, row {row}, column {column}: {value} can mean two things',
      'Does the mark set thousands apart? Then take it out. Is it a decimal mark? Then write two digits behind it at most.',
    ],
  ),
  'FIGURES.IMPLAUSIBLE': entry(
    422,
    [
      '{file}, rij {row}, kolom {column}: {value} kan niet kloppen',
      'Hier past een getal van {low} tot en met {high}. Kijk of de eenheid klopt, zoals duizend euro of procent.',
    ],
    [
      '{file}, row {row}, column {column}: {value} cannot be right',
      'A number from {low} up to {high} fits here. See whether the unit is right, such as thousand euros or percent.',
    ],
  ),
  'FIGURES.NOT_WHOLE': entry(
    422,
    ['{file}, rij {row}, kolom {column}: {value} is geen heel getal', 'Dit is een aantal. Zet er een heel getal.'],
    ['{file}, row {row}, column {column}: {value} is not a whole number', 'This is a count. Put a whole number there.'],
  ),
  'FIGURES.ROW_WIDTH': entry(
    422,
    [
      '{file}, rij {row}: deze rij heeft {found} cellen, de kop heeft er {expected}',
      'Zet de namen van de kolommen in één rij, met daaronder alleen rijen met cijfers.',
    ],
    [
      '{file}, row {row}: this row has {found} cells, the heading has {expected}',
      'Put the names of the columns in one row, and below it only rows with figures.',
    ],
  ),
  'FIGURES.TOO_MANY_ROWS': entry(
    422,
    ['{file}: het bestand heeft meer dan {rows} rijen', 'Verdeel het over meer bestanden, bijvoorbeeld een per jaar.'],
    ['{file}: the file has more than {rows} rows', 'Divide it over several files, for instance one a year.'],
  ),
  'FIGURES.NO_KNOWN_AREA': entry(
    422,
    [
      '{file}: geen enkel gebied in dit bestand is bekend, zoals {value}',
      'Lees eerst de grenzen van deze gemeente in. Of kies een bestand met de codes van nu: ze veranderen soms per jaar.',
    ],
    [
      '{file}: no area in this file is known, such as {value}',
      'Read in the borders of this municipality first. Or choose a file with the codes of today: they sometimes change by the year.',
    ],
  ),
  'DELIVERY.NOT_FOUND': entry(
    404,
    ['Deze levering is er niet', 'Kijk in de lijst met leveringen.'],
    ['This delivery does not exist', 'Look in the list of deliveries.'],
  ),
  'DELIVERY.STALE': entry(
    409,
    [
      'Er is intussen iets anders overgenomen of teruggedraaid',
      'Er is nog niets veranderd. Bekijk het verschil opnieuw en beslis dan.',
    ],
    [
      'Something else was taken over or put back in between',
      'Nothing has changed yet. Look at the difference again, and decide then.',
    ],
  ),
  'DELIVERY.NOT_OPEN': entry(
    409,
    ['Over deze levering is al beslist', 'Bied het bestand opnieuw aan als u het nog wilt gebruiken.'],
    ['It was decided about this delivery already', 'Offer the file again if you still want to use it.'],
  ),
  'DELIVERY.NOT_NEWEST': entry(
    409,
    ['Na deze levering is een andere overgenomen', 'Draai eerst de nieuwere leveringen terug, de nieuwste het eerst.'],
    ['Another delivery was taken over after this one', 'Put back the newer deliveries first, the newest of all first.'],
  ),
  'DELIVERY.KEPT': entry(
    409,
    [
      'Deze levering kan niet worden teruggedraaid',
      'Ze hoort bij het product, of stond er al voordat leveringen werden bijgehouden. Lees een nieuw bestand in om cijfers te vervangen.',
    ],
    [
      'This delivery cannot be put back',
      'It comes along with the product, or was there before deliveries were kept. Read in a new file to replace figures.',
    ],
  ),
  'DELIVERY.NOT_YOURS': entry(
    403,
    ['Een ander heeft deze levering gebracht', 'Vraag de onderzoeksadviseur om haar weg te gooien.'],
    ['Somebody else brought this delivery', 'Ask the research adviser to throw it away.'],
  ),
  'GEO.NO_AREA_CODE': entry(
    422,
    [
      '{file}, gebied {feature}: de code van het gebied ontbreekt',
      'Zet de code van het CBS erbij, zoals BU0363AD03, onder een naam als buurtcode, BU_CODE of code.',
    ],
    [
      '{file}, area {feature}: the code of the area is missing',
      'Add the code of Statistics Netherlands, such as BU0363AD03, under a name like buurtcode, BU_CODE or code.',
    ],
  ),
  'GEO.CODE_TWICE': entry(
    422,
    [
      '{file}, gebied {feature}: dit gebied staat er twee keer in',
      'Laat een van de twee weg. Staan land en water apart in het bestand, houd dan het land.',
    ],
    [
      '{file}, area {feature}: this area is in the file twice',
      'Leave one of the two out. If land and water stand apart in the file, keep the land.',
    ],
  ),
  'GEO.NO_POLYGON': entry(
    422,
    [
      '{file}, gebied {feature}: hier staat geen vlak',
      'Een gebied is een vlak (Polygon of MultiPolygon) met een gesloten rand van hoogstens 20.000 punten.',
    ],
    [
      '{file}, area {feature}: there is no polygon here',
      'An area is a Polygon or MultiPolygon with a closed border of at most 20,000 points.',
    ],
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
