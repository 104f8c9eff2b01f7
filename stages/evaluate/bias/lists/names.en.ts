import { bothWays, type SwapList } from './swap-list.ts';

/**
 * Given names in English, version 1. The first pairs are those of Bertrand and Mullainathan 2004, Am. Econ. Rev. 94:991,
 * who sent the same applications under both; the rest are common names with names of the same gender from elsewhere.
 */
export const namesEn: SwapList = {
  script: 'latin',
  pairs: new Map([
    ...bothWays([
      ['Emily', 'Lakisha'],
      ['Anne', 'Aisha'],
      ['Jill', 'Keisha'],
      ['Allison', 'Tamika'],
      ['Laurie', 'Latonya'],
      ['Sarah', 'Tanisha'],
      ['Meredith', 'Latoya'],
      ['Kristen', 'Ebony'],
      ['Todd', 'Rasheed'],
      ['Neil', 'Tremayne'],
      ['Geoffrey', 'Kareem'],
      ['Brett', 'Darnell'],
      ['Brendan', 'Tyrone'],
      ['Greg', 'Jamal'],
      ['Matthew', 'Leroy'],
      ['Brad', 'Jermaine'],
    ]),
    ['James', 'Mohammed'],
    ['John', 'Nguyen'],
    ['Robert', 'Juan'],
    ['Michael', 'Wei'],
    ['David', 'Ahmed'],
    ['William', 'Budi'],
    ['Thomas', 'Somchai'],
    ['Mary', 'Fatima'],
    ['Jennifer', 'Mei'],
    ['Linda', 'Siti'],
    ['Susan', 'Maria'],
    ['Karen', 'Thuy'],
    ['Jessica', 'Priya'],
    ['Smith', 'Tran'],
    ['Johnson', 'Garcia'],
    ['Williams', 'Hassan'],
    ['Jones', 'Singh'],
  ]),
  keep: ['Johnson & Johnson', 'Smith & Wesson', 'Dow Jones', 'St. Thomas', 'Thomas Cook', 'John Deere'],
};
