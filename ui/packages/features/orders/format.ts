/** Thousands commas and a true minus sign for a number that is text; the digits stay as they are. */
export function grouped(text: string): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  if (!whole) return text;
  return (sign && "−") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

/** A quantity without the zeros that only fill its three decimals. */
export function quantity(text: string): string {
  return grouped(text.replace(/^(\d+)(?:(\.\d*[1-9])0*|\.0+)$/, "$1$2"));
}

const chinaDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });

/** China time as lists show it: the hour today, month and day this year, the whole day before. */
export function shortInstant(text: string, now: Date): string {
  const today = chinaDay.format(now);
  const [day = "", clock = ""] = text.split(" ");
  if (day === today) return clock.slice(0, 5);
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(5)} ${clock.slice(0, 5)}` : day;
}
