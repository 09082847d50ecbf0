import { useQuery } from "@tanstack/react-query";
import { useHost } from "#host/HostProvider";
import { grouped, quantity } from "#kit/figures";
import { useText } from "#text/TextProvider";

const MONEY = ["amount", "total_usd"];
const COUNTRIES = ["destination", "buyer_nationality"];

/** A field's text as people read it: figures in groups, a country by its name. */
export function useShown(): (field: string, value: string) => string {
  const { lang, text } = useText();
  const host = useHost();
  const countries = useQuery({
    queryKey: ["countries"],
    queryFn: () => host.countries(),
    staleTime: Infinity,
  });
  return (field, value) => {
    if (field === "quantity") return quantity(value);
    if (field === "packages") return text.sync.packages(quantity(value));
    if (MONEY.includes(field)) return grouped(value);
    if (!COUNTRIES.includes(field)) return value;
    const country = countries.data?.find(({ alpha2 }) => alpha2 === value);
    return country ? `${country[lang]} ${value}` : value;
  };
}
