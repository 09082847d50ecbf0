import type { CountryRow, MerchantView, OrderState } from "../generated";

export const BUYERS = [
  "示例采购商七",
  "Sample Trading FZE 21",
  "Ejemplo Importadora 03",
  "Example Imports LLC 05",
];
export const GOODS = ["塑料玩具", "折叠雨伞", "五金挂钩", "圣诞挂饰", "儿童棉袜", "LED 小夜灯"];
export const STATES: readonly OrderState[] = ["draft", "draft", "confirmed", "declared", "voided"];

export const COUNTRIES: readonly CountryRow[] = [
  { alpha2: "CL", alpha3: "CHL", zh: "智利", en: "Chile" },
  { alpha2: "AE", alpha3: "ARE", zh: "阿联酋", en: "United Arab Emirates" },
  { alpha2: "NG", alpha3: "NGA", zh: "尼日利亚", en: "Nigeria" },
  { alpha2: "MX", alpha3: "MEX", zh: "墨西哥", en: "Mexico" },
  { alpha2: "PH", alpha3: "PHL", zh: "菲律宾", en: "Philippines" },
  { alpha2: "HK", alpha3: "HKG", zh: "中国香港", en: "Hong Kong, China" },
];

/** Merchants that this desk has met before. */
export const MERCHANTS: readonly MerchantView[] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"].map(
  (sign, at) => ({
    merchant_no: `M0000000${at + 1}`,
    merchant_name: `示例商户${sign}`,
    merchant_phone: `1990000000${at + 1}`,
  }),
);

export const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
