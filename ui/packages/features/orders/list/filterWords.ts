import type { CountryRow, OrderFilter } from "#host/generated";
import type { Lang } from "#text/TextProvider";
import type { orders } from "#text/zh/orders";

/** The parts of a filter that one chip asks about. */
export type FilterPart =
  "buyer" | "passport" | "destination" | "links" | "orderMonth" | "created" | "declaration" | "merchant";

/** The chips in the order of the bar: what is asked most stands first. */
export const PARTS: FilterPart[] = [
  "destination",
  "links",
  "orderMonth",
  "created",
  "buyer",
  "merchant",
  "passport",
  "declaration",
];

interface Speech {
  lang: Lang;
  text: typeof orders;
  countries: readonly CountryRow[];
}

/** What a part of the filter narrows to, in words; `null` if nothing. */
export function partWords(
  part: FilterPart,
  filter: OrderFilter,
  { lang, text, countries }: Speech,
): string | null {
  switch (part) {
    case "destination": {
      const found = countries.find((country) => country.alpha2 === filter.destination);
      return found ? found[lang] : filter.destination;
    }
    case "links":
      return filter.links && text.link(filter.links);
    case "created":
      return filter.created_from || filter.created_to
        ? text.filter.between(filter.created_from, filter.created_to)
        : null;
    case "orderMonth":
      return filter.month_from || filter.month_to
        ? text.filter.months(filter.month_from, filter.month_to)
        : null;
    case "passport":
      return filter.passport ? text.filter.entered : null;
    case "buyer":
    case "merchant":
    case "declaration":
      return filter[part] || null;
  }
}

/** The filter without one of its parts. */
export function withoutPart(part: FilterPart, filter: OrderFilter): OrderFilter {
  switch (part) {
    case "destination":
      return { ...filter, destination: null };
    case "links":
      return { ...filter, links: null };
    case "created":
      return { ...filter, created_from: "", created_to: "" };
    case "orderMonth":
      return { ...filter, month_from: "", month_to: "" };
    case "buyer":
    case "passport":
    case "merchant":
    case "declaration":
      return { ...filter, [part]: "" };
  }
}

/** The whole filter in words, as an empty list names it. */
export function filterWords(filter: OrderFilter, speech: Speech): string {
  const { text } = speech;
  const parts = PARTS.flatMap((part) => {
    const value = partWords(part, filter, speech);
    return value === null ? [] : [text.filter.named(text.filter[part], value)];
  });
  return text.filter.list([
    ...(filter.search ? [filter.search] : []),
    ...(filter.state ? [text.state(filter.state)] : []),
    ...parts,
  ]);
}
