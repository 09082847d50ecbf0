/** Thousands commas and a true minus sign for a number, as text or as a count; the digits stay as they are. */
export function grouped(number: string | number): string {
  const text = String(number);
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  if (!whole) return text;
  return (sign && "−") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

/** A quantity without the zeros that only fill its three decimals; any other text as it is. */
export function bareQuantity(text: string): string {
  return text.replace(/^(\d+)(?:(\.\d*[1-9])0*|\.0+)$/, "$1$2");
}

/** A quantity as tables show it. */
export const quantity = (text: string) => grouped(bareQuantity(text));
