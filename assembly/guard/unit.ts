/** What a quantity measures. Two of one family can be compared; of two they are about something else. */
export const enum Family {
  /** A bare number, or so many of something. */
  Plain,
  Length,
  Area,
  Volume,
  Mass,
  Time,
  Data,
  Rate,
  Frequency,
  Power,
  Energy,
  Speed,
  Temperature,
  Angle,
  Pixels,
  Percent,
  Money,
}

const POUND: u8 = 0x80;
const CALLED_POUND: u8 = 0x40;

/** One unit, in all its spellings. */
export class Unit {
  constructor(
    readonly family: Family,
    /** How much of the family's own unit it is; 0 where it is not converted (money, temperatures). */
    readonly factor: f64,
    /** Whether it is the pound, which may be money or a weight. */
    readonly isPound: bool,
    /** Whether "pound" may mean it. */
    readonly isCalledPound: bool,
  ) {}

  /** What it is besides its factor, in eight bits. */
  get packed(): u8 {
    return (<u8>this.family) | (this.isPound ? POUND : 0) | (this.isCalledPound ? CALLED_POUND : 0);
  }

  /** The unit of which `packed` tells all but the factor. */
  static unpack(packed: u8, factor: f64): Unit {
    const family = <Family>(packed & ~(POUND | CALLED_POUND));
    return new Unit(family, factor, (packed & POUND) != 0, (packed & CALLED_POUND) != 0);
  }
}
