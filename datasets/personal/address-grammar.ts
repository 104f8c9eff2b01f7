import { COUNTIES, DISTRICTS } from './districts.ts';
import { NUMERALS } from './numerals.ts';

/**
 * The parts of a postal address as the household registry writes them, from the county down to the room; sources of
 * regular expressions over folded text.
 */
const NUMBER = `(?:[0-9]{1,4}|[${NUMERALS}]{1,5})`;
const NUMBERS = `${NUMBER}(?: ?[-之] ?${NUMBER}){0,2}`;

/** Not in the name of a road or a place, but often before one. */
const NAME_SIGN = '(?![的於及或與位在應得第條設其者是請字號]|政府|公所|法院)[\\p{Script=Han}0-9]';
const DISTRICT = `(?:${DISTRICTS.join('|')})`;

const ZIP = '(?:(?<![0-9])\\(?[1-9][0-9]{2}(?:-?[0-9]{2,3})?\\)?[ ,]{0,2})?';
/** With the county's kind left out only where a district follows: 台北大安區. */
const COUNTY = `(?:台灣省?)?(?:(?:${COUNTIES.join('|')})(?:[縣市]|(?= ?${DISTRICT}))) ?`;
const TOWN = `(?:(?:${NAME_SIGN}){1,3}[鄉鎮市區] ?)`;
const VILLAGE = `(?:(?:${NAME_SIGN}){1,5}?[村里] ?)`;
const NEIGHBOURHOOD = `(?:${NUMBER} ?鄰 ?)`;
const ROAD = `(?:(?:${NAME_SIGN}){1,7}?(?:路|街|大道|(?<![0-9${NUMERALS}])巷) ?)`;
const SECTION = `(?:${NUMBER} ?段 ?)`;
const LANE = `(?:(?:${NUMBER}(?:[-之]${NUMBER})?|(?:${NAME_SIGN}){1,4}?) ?巷 ?)`;
const ALLEY = `(?:${NUMBER} ?[弄衖] ?){0,2}`;
const HOUSE = `${NUMBERS} ?號`;
const FLOOR = `(?:地下)? ?B?${NUMBER} ?(?:樓|[Ff](?![A-Za-z]))(?: ?[-之] ?${NUMBER})?|B[1-9](?![0-9A-Za-z])`;
const ROOM = `[A-Za-z]?-?${NUMBER} ?室|[A-Za-z] ?[室棟]`;

/** A house number at the end of a text, right after what it may be counted in. */
export const HOUSE_NUMBER = new RegExp(`\\p{Script=Han} ?${HOUSE}$`, 'u');

const STREET = `(?:${ROAD}${SECTION}?${LANE}?${ALLEY}|${LANE}${ALLEY})`;
const LOCAL = `${VILLAGE}?${NEIGHBOURHOOD}?`;

/** From a county or a district that there is down to the house, the house at the end of the text. */
export const WITH_PLACE = [
  `${ZIP}${COUNTY}${TOWN}?${LOCAL}${STREET}${HOUSE}$`,
  `${ZIP}${COUNTY}${TOWN}(?:${VILLAGE}|${NEIGHBOURHOOD}){1,2}(?:${NAME_SIGN}){0,4}${HOUSE}$`,
  `${ZIP}${COUNTY}${TOWN}(?:(?![公所函令])${NAME_SIGN}){2,4}${HOUSE}$`,
  `${ZIP}${DISTRICT} ?${LOCAL}${STREET}${HOUSE}$`,
  `${ZIP}${DISTRICT} ?${VILLAGE}${NEIGHBOURHOOD}?(?:${NAME_SIGN}){0,4}${HOUSE}$`,
].map((source) => new RegExp(source, 'u'));

/** A road of unknown place, or a neighbourhood of a village; the name may have caught words before it. */
export const WITHOUT_PLACE = [
  `((?:${NAME_SIGN}){1,6}?)(?:路|街|大道|(?<=${NAME_SIGN}[^0-9${NUMERALS}])巷) ?${SECTION}?${LANE}?${ALLEY}${HOUSE}$`,
  `((?:${NAME_SIGN}){2,3})[村里] ?${NEIGHBOURHOOD}(?:${NAME_SIGN}){0,4}${HOUSE}$`,
].map((source) => new RegExp(source, 'u'));

/** What may follow the house: another house, floors, a room. */
export const AFTER_HOUSE = new RegExp(
  `(?:之${NUMBER})?(?: ?[、,及~-] ?${HOUSE}){0,3}(?:[ ,]{0,2}(?:${FLOOR})(?: ?[、,及~-] ?(?:${FLOOR}))?)?(?:[ ,]{0,2}(?:${ROOM}))?`,
  'uy',
);

/** An address that a word announces may end before the house, or leave 號 out. */
export const ANNOUNCED = new RegExp(
  '(?:地址|住址|戶籍地?|戶籍地址|住所|居所|通訊處|住在|居住|現住|住|寄[到至往]|寄送|送[到達至往])(?:[為是在於到至:"\'\\s(]){0,4}' +
    `(${ZIP}${COUNTY}${TOWN}?${LOCAL}${ROAD}${SECTION}?(?:${LANE}|${NUMBERS}(?![0-9]| ?[段巷弄公米元%年月日]))${ALLEY}(?:${NUMBERS}(?![0-9]| ?[公米元%年月日]))?(?: ?號)?(?:[ ,]{0,2}(?:${FLOOR}))?)`,
  'gu',
);

/** No. 106, Sec. 2, Heping E. Rd., Da’an Dist., Taipei City 106, Taiwan, the way the post romanises addresses. */
export const ENGLISH = new RegExp(
  '(?:(?:\\d{1,3}F\\.?(?:-\\d+)?|(?:Rm|Room)\\.? ?\\w+|\\d{1,3}(?:st|nd|rd|th) (?:Fl|Floor)\\.?), ?){0,2}(?<![A-Za-z])No\\. ?\\d{1,4}(?:-\\d+)?(?:, ?(?:Aly|Alley|Ln|Lane|Sec|Section)\\.? ?\\d{1,4}){0,3}, ?' +
    "[A-Z0-9][\\w'’-]*(?: [A-Z0-9][\\w'’.-]*){0,4}? (?:Rd|Road|St|Street|Blvd|Boulevard|Ave|Avenue|Ln|Lane)\\b\\.?" +
    "(?:, ?(?:Sec|Section)\\.? ?\\d{1,2})?(?:, ?[A-Z][\\w'’-]*(?: [A-Z][\\w'’-]*(?:\\.(?=,))?){0,3}){0,4}(?:,? ?\\d{3,6}(?!\\d))?(?:,? ?(?:Taiwan|R\\.O\\.C\\.))?(?: ?\\(R\\.O\\.C\\.?\\))?",
  'g',
);
