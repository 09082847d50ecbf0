const china = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });
const DAY = 86_400_000;

/** From and to as China days, `YYYY-MM-DD`, for what people filter by most (CM-TIME-01). */
export function spans(now: Date): Record<"today" | "week" | "month" | "lastMonth", [string, string]> {
  const day = (at: number) => china.format(new Date(at));
  const today = day(now.getTime());
  const first = `${today.slice(0, 8)}01`;
  // Noon in China of the first day, one day back: the last day of the month before.
  const last = day(Date.parse(`${first}T12:00:00+08:00`) - DAY);
  return {
    today: [today, today],
    week: [day(now.getTime() - 6 * DAY), today],
    month: [first, today],
    lastMonth: [`${last.slice(0, 8)}01`, last],
  };
}

/** From and to as China months, `YYYY-MM`, for the order months that people filter by most. */
export function monthSpans(
  now: Date,
): Record<"month" | "lastMonth" | "threeMonths" | "year", [string, string]> {
  const present = china.format(now).slice(0, 7);
  const back = (by: number) => {
    const [year = 0, month = 1] = present.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1 - by, 1)).toISOString().slice(0, 7);
  };
  return {
    month: [present, present],
    lastMonth: [back(1), back(1)],
    threeMonths: [back(2), present],
    year: [`${present.slice(0, 4)}-01`, present],
  };
}
