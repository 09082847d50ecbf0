const chinaDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });

/** China time as lists show it: the hour today, month and day this year, the whole day before. */
export function shortInstant(text: string, now: Date): string {
  const today = chinaDay.format(now);
  const [day = "", clock = ""] = text.split(" ");
  if (day === today) return clock.slice(0, 5);
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(5)} ${clock.slice(0, 5)}` : day;
}
