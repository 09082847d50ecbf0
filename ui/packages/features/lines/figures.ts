import type { LineColumn } from "#host/generated";
import { isNumeric } from "./columns";

/** Thousands commas and a true minus sign for a number that is text; the digits stay as they are. */
export function grouped(text: string): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  if (!whole) return text;
  return (sign && "−") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

/** A valid text of a column as it is shown; what could not be read is shown as typed, by who calls. */
export function shown(column: LineColumn, text: string): string {
  if (!isNumeric(column)) return text;
  // The zeros that only fill a quantity's three decimals say nothing.
  return grouped(column === "quantity" ? text.replace(/^(\d+)(?:(\.\d*[1-9])0*|\.0+)$/, "$1$2") : text);
}
