import type { LineColumn, ProblemView } from "../generated";
import { problemOf as problem } from "../forms";

/** A cell as the store would keep it: read and rewritten if it is right, as typed if it is not. */
export interface Checked {
  text: string;
  problems: ProblemView[];
}

/** The China month of the fake's clock. */
export const THIS_MONTH = "2025-03";

const OPTIONAL: readonly LineColumn[] = ["merchant_no"];
const NAMES: Record<string, number> = {
  Jan: 1,
  Feb: 2,
  Mar: 3,
  Apr: 4,
  May: 5,
  Jun: 6,
  Jul: 7,
  Aug: 8,
  Sep: 9,
  Oct: 10,
  Nov: 11,
  Dec: 12,
};

/** A few honest checks with the catalogue's codes; Rust has them all. `known`: the merchant is given by its number. */
export function checkCell(column: LineColumn, typed: string, known = false): Checked {
  const text = typed.normalize("NFKC").trim();
  if (text === "") {
    const needed = !OPTIONAL.includes(column) && !(known && column.startsWith("merchant_"));
    return { text, problems: needed ? [problem("FIELD_REQUIRED", { field: column, value: "" })] : [] };
  }
  const wrong = (code: string, params: Record<string, string> = {}): Checked => ({
    text: typed,
    problems: [problem(code, { field: column, value: typed, params })],
  });
  switch (column) {
    case "merchant_no":
      return /^[A-Z0-9]{4,20}$/i.test(text) ? right(text.toUpperCase()) : wrong("MPN_FORMAT");
    case "merchant_phone": {
      const digits = text.replace(/^(\+|00)86/, "").replace(/[\s-]/g, "");
      return /^1[3-9]\d{9}$/.test(digits)
        ? right(digits)
        : wrong("PHONE_FORMAT", { n: String(digits.length) });
    }
    case "merchant_name":
      return text.length > 50 ? wrong("FIELD_TOO_LONG", { max: "50", n: String(text.length) }) : right(text);
    case "goods_name":
      return text.length > 200
        ? wrong("FIELD_TOO_LONG", { max: "200", n: String(text.length) })
        : right(text);
    case "order_month":
      return month(text, wrong);
    case "quantity":
      return number(text, 3, wrong);
    case "packages":
      return number(text, 0, wrong);
    case "amount": {
      const plain = plainNumber(text);
      if (plain === null) return wrong("MONEY_FORMAT");
      if ((plain.split(".")[1] ?? "").length > 2) return wrong("NUM_SCALE", { scale: "2" });
      const cents = toCents(plain);
      return cents > 0n && cents < 10_000_000_000n
        ? right(fromCents(cents))
        : wrong("MONEY_RANGE", { min: "0.01", max: "99,999,999.99" });
    }
  }
}

const right = (text: string): Checked => ({ text, problems: [] });

function month(text: string, wrong: (code: string, params?: Record<string, string>) => Checked): Checked {
  const named = /^([A-Z][a-z]{2})-(?:20)?(\d{2})$/.exec(text);
  const parts = /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.]\d{1,2})?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text);
  const year = named ? 2000 + Number(named[2]) : Number(parts?.[1]);
  const of = named ? NAMES[named[1] ?? ""] : Number(parts?.[2]);
  if (!of || of > 12 || year < 2000) return wrong("MONTH_FORMAT");
  const read = `${year}-${String(of).padStart(2, "0")}`;
  if (read > THIS_MONTH) return wrong("MONTH_FUTURE", { current: THIS_MONTH });
  const doubt = (code: string, params = {}) =>
    problem(code, { severity: "warning", field: "order_month", value: text, params });
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d/.test(text)) {
    return { text: read, problems: [doubt("IMP_MONTH_DAY", { month: read })] };
  }
  return { text: read, problems: read < "2022-03" ? [doubt("MONTH_OLD")] : [] };
}

/** Thousands commas off; `null` if it is no number. */
export function plainNumber(text: string): string | null {
  return /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : null;
}

function number(
  text: string,
  scale: number,
  wrong: (code: string, params?: Record<string, string>) => Checked,
): Checked {
  const plain = plainNumber(text);
  if (plain === null) return wrong("NUM_FORMAT");
  if ((plain.split(".")[1] ?? "").length > scale) return wrong("NUM_SCALE", { scale: String(scale) });
  const value = Number(plain);
  return value > 0 && value < 1_000_000_000
    ? right(plain)
    : wrong("NUM_RANGE", { min: scale ? "0.001" : "1", max: "999,999,999" });
}

/** Thousandths or cents as whole numbers: the fake adds money like Rust does, without binary fractions. */
export function toUnits(plain: string, scale: number): bigint {
  const [whole = "0", part = ""] = plain.split(".");
  return BigInt(whole + part.padEnd(scale, "0"));
}

export const toCents = (plain: string): bigint => toUnits(plain, 2);

export function fromUnits(units: bigint, scale: number): string {
  const digits = String(units).padStart(scale + 1, "0");
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export const fromCents = (cents: bigint): string => fromUnits(cents, 2);
