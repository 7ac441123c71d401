import { Flag, Kind } from "../sense";
import { Family, Unit } from "../unit";
import { WordTable } from "./word-table";

const POUND = "pound";

/** The units, by the value of `Kind.Unit`. A month is a twelfth of a year, and a year 365.25 days. */
export class Units {
  readonly all: Unit[] = [];

  constructor(private readonly table: WordTable) {
    this.addLengths();
    this.addAreasAndVolumes();
    this.addMasses();
    this.addTimes();
    this.addData();
    this.addPhysics();
    this.addMoney();
    this.addMoreMoney();
  }

  private addLengths(): void {
    this.add(Family.Length, 0.001, "mm millimeter millimetre 毫米");
    this.add(Family.Length, 0.01, "cm centimeter centimetre 厘米 公分");
    this.add(Family.Length, 1, "meter metre", "m 米");
    this.add(Family.Length, 1000, "km kms kilometer kilometre 公里 千米");
    this.add(Family.Length, 0.0254, "inch 英寸");
    this.add(Family.Length, 0.3048, "英尺 feet", "ft foot");
    this.add(Family.Length, 0.9144, "", "yd yard 码");
    this.add(Family.Length, 1609.344, "mile 英里", "mi");
    this.add(Family.Length, 1852, "nmi 海里");
  }

  private addAreasAndVolumes(): void {
    this.add(Family.Area, 1, "sqm 平方米 ㎡", "平米 平");
    this.add(Family.Area, 1000000, "平方公里 平方千米");
    this.add(Family.Area, 10000, "hectare 公顷");
    this.add(Family.Area, 4046.856, "acre 英亩");
    this.add(Family.Area, 666.667, "", "亩");
    this.add(Family.Volume, 0.001, "ml milliliter millilitre 毫升");
    this.add(Family.Volume, 1, "liter litre 公升", "l 升");
    this.add(Family.Volume, 3.785412, "gallon 加仑");
    this.add(Family.Volume, 0.2365882, "", "cup");
    this.add(Family.Volume, 0.01478676, "tbsp tablespoon 汤匙");
    this.add(Family.Volume, 0.00492892, "tsp teaspoon 茶匙");
    this.add(Family.Volume, 1000, "立方米");
  }

  private addMasses(): void {
    this.add(Family.Mass, 0.001, "mg milligram 毫克");
    this.add(Family.Mass, 1, "gram", "g 克");
    this.add(Family.Mass, 1000, "kg kgs kilogram 千克 公斤", "kilo");
    this.add(Family.Mass, 500, "", "斤");
    this.add(Family.Mass, 453.59237, "lb lbs", "磅");
    this.add(Family.Mass, 28.349523, "oz ounce 盎司");
    this.add(Family.Mass, 1000000, "tonne", "ton 吨");
  }

  private addTimes(): void {
    this.add(Family.Time, 0.001, "", "ms millisecond 毫秒");
    this.add(Family.Time, 1, "", "s sec secs seconds 秒 秒钟");
    this.add(Family.Time, 60, "", "min mins minute 分钟");
    this.add(Family.Time, 3600, "", "h hr hrs hour 小时 个小时 个钟头 钟头");
    this.add(Family.Time, 86400, "", "day 天 工作日 个工作日");
    this.add(Family.Time, 604800, "", "week wk wks 周 星期 个星期 个礼拜");
    this.add(Family.Time, 2629800, "", "month 个月");
    this.add(Family.Time, 31557600, "", "yr yrs year 周年");
  }

  private addData(): void {
    this.add(Family.Data, 1, "", "bit");
    this.add(Family.Data, 8, "", "byte 字节");
    this.add(Family.Data, 8e3, "kb kilobyte");
    this.add(Family.Data, 8e6, "mb megabyte", "兆");
    this.add(Family.Data, 8e9, "gb gigabyte");
    this.add(Family.Data, 8e12, "tb terabyte");
    this.add(Family.Rate, 1, "kbps");
    this.add(Family.Rate, 1000, "mbps");
    this.add(Family.Rate, 1000000, "gbps");
  }

  private addPhysics(): void {
    this.add(Family.Frequency, 1, "hertz 赫兹", "hz");
    this.add(Family.Frequency, 1e3, "khz");
    this.add(Family.Frequency, 1e6, "mhz");
    this.add(Family.Frequency, 1e9, "ghz");
    this.add(Family.Power, 1, "watt", "w 瓦");
    this.add(Family.Power, 1000, "kw kilowatt 千瓦");
    this.add(Family.Energy, 1, "joule 焦耳");
    this.add(Family.Energy, 4184, "calorie kcal 卡路里 千卡 大卡", "cal");
    this.add(Family.Energy, 3600000, "kwh 千瓦时");
    this.add(Family.Speed, 0, "mph");
    this.add(Family.Speed, 0, "kmh kph");
    this.add(Family.Temperature, 0, "celsius centigrade °c ℃ 摄氏度 摄氏");
    this.add(Family.Temperature, 0, "fahrenheit °f ℉ 华氏度 华氏");
    this.add(Family.Temperature, 0, "kelvin 开尔文");
    this.add(Family.Angle, 0, "", "degree 度");
    this.add(Family.Pixels, 0, "", "px pixel 像素");
    this.add(Family.Percent, 1, "", "% percent pct 个百分点");
  }

  private addMoney(): void {
    this.add(Family.Money, 0, "usd dollar 美元 美金", "$ buck 美刀 刀");
    this.add(Family.Money, 0, "eur euro 欧元", "€");
    this.add(Family.Money, 0, "gbp 英镑", "£ sterling quid");
    this.add(Family.Money, 0, "cny rmb yuan 人民币", "¥ 元 块 块钱 元人民币 圆");
    this.add(Family.Money, 0, "jpy yen 日元 日圆 日币");
    this.add(Family.Money, 0, "krw 韩元 韩币", "₩");
    this.add(Family.Money, 0, "inr rupee 卢比", "₹");
    this.add(Family.Money, 0, "hkd 港币 港元");
    this.add(Family.Money, 0, "twd 新台币 台币");
    this.add(Family.Money, 0, "aud 澳元 澳币");
    this.add(Family.Money, 0, "cad 加元 加币");
  }

  private addMoreMoney(): void {
    this.add(Family.Money, 0, "sgd 新加坡元 新币");
    this.add(Family.Money, 0, "chf franc 瑞郎 法郎");
    this.add(Family.Money, 0, "rub ruble rouble 卢布", "₽");
    this.add(Family.Money, 0, "btc bitcoin 比特币", "₿");
    this.add(Family.Money, 0, "eth ethereum 以太坊 以太币");
    this.add(Family.Money, 0, "usdt tether 泰达币");
    this.add(Family.Money, 0, "thb baht 泰铢");
    this.add(Family.Money, 0, "mxn peso 比索");
    this.add(Family.Money, 0, "", "cent 美分");
    this.add(Family.Money, 0, POUND);
  }

  /**
   * @param clear words that tell by themselves what is meant ("in miles")
   * @param vague words that do only after a number ("a cup")
   */
  private add(family: Family, factor: f64, clear: string, vague: string = ""): void {
    this.table.addStems(clear, Kind.Unit, this.all.length);
    this.table.addStems(vague, Kind.Unit, this.all.length, Flag.Ambiguous);
    const isPound = clear == POUND;
    const isCalledPound = clear.startsWith("gbp") || clear.startsWith("lb");
    this.all.push(new Unit(family, factor, isPound, isCalledPound));
  }
}
