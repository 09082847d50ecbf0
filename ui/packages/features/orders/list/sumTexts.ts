import type { OrderColumn, OrderSums } from "#host/generated";
import { grouped } from "#kit/figures";
import { useText } from "#text/TextProvider";

/** The longest text that stands below each column with a sum. */
export function useSumTexts(sums: OrderSums | undefined): Partial<Record<OrderColumn, string>> {
  const { text } = useText();
  const figures = sums?.figures;
  if (!figures) return {};
  const lineSums = figures.line_sums.map(
    ({ currency, sum }) => `${text.orders.currencySign(currency)}${grouped(sum)}`,
  );
  return {
    total_usd: grouped(figures.total_usd),
    line_count: grouped(figures.lines),
    line_sum: lineSums.reduce((longest, one) => (one.length > longest.length ? one : longest), ""),
  };
}
