import type { LineColumn } from "#host/generated";
import { grouped, quantity } from "#kit/figures";
import { isNumeric } from "./columns";

/** A valid text of a column as it is shown; what could not be read is shown as typed, by who calls. */
export function shown(column: LineColumn, text: string): string {
  if (!isNumeric(column)) return text;
  return column === "quantity" ? quantity(text) : grouped(text);
}
