const chinaDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });

const chinaTime = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

/** The China day of an RFC 3339 instant. */
export const chinaDate = (instant: string) => chinaDay.format(new Date(instant));

/** The China day and minute of an RFC 3339 instant. */
export const chinaMinute = (instant: string) => chinaTime.format(new Date(instant));

/** China time as lists show it: the hour today, month and day this year, the whole day before. */
export function shortInstant(text: string, now: Date): string {
  const today = chinaDay.format(now);
  const [day = "", clock = ""] = text.split(" ");
  if (day === today) return clock.slice(0, 5);
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(5)} ${clock.slice(0, 5)}` : day;
}
