import type { LinkState, OrderFilter } from "#host/generated";
import { Button } from "#kit/Button";
import { Combobox } from "#kit/Combobox";
import { Radio } from "#kit/Radio";
import { useText } from "#text/TextProvider";
import { useCountries } from "../orderQueries";
import { monthSpans, spans } from "./days";
import { AskText, FilterChip } from "./FilterChip";
import styles from "./FilterBar.module.css";
import { PARTS, partWords, withoutPart, type FilterPart } from "./filterWords";
import { LINKS } from "./place";

interface FilterBarProps {
  filter: OrderFilter;
  onFilter: (filter: OrderFilter) => void;
  /** Takes every part back, and the search as well. */
  onClear: (() => void) | null;
}

/** What the list is narrowed to, one chip a question (YW-ORD-01). */
export function FilterBar({ filter, onFilter, onClear }: FilterBarProps) {
  const { lang, text } = useText();
  const countries = useCountries().data ?? [];
  const words = text.orders.filter;
  return (
    <div className={styles.bar} role="group" aria-label={words.bar}>
      {PARTS.map((part) => (
        <FilterChip
          key={part}
          label={words[part]}
          value={partWords(part, filter, { lang, text: text.orders, countries })}
          onClear={() => {
            onFilter(withoutPart(part, filter));
          }}
        >
          {(done) => (
            <Question
              part={part}
              filter={filter}
              onAnswer={(filter) => {
                done();
                onFilter(filter);
              }}
            />
          )}
        </FilterChip>
      ))}
      {onClear && (
        <Button quiet onClick={onClear}>
          {text.orders.clear}
        </Button>
      )}
    </div>
  );
}

interface QuestionProps {
  part: FilterPart;
  filter: OrderFilter;
  onAnswer: (filter: OrderFilter) => void;
}

function Question({ part, filter, onAnswer }: QuestionProps) {
  const { text } = useText();
  const words = text.orders.filter;
  const label = words[part];
  const one = (name: "buyer" | "passport" | "declaration" | "merchant", hint: string) => (
    <AskText
      label={label}
      hint={hint}
      fields={[{ name, label, value: filter[name] }]}
      onAnswer={([value = ""]) => {
        onAnswer({ ...filter, [name]: value });
      }}
    />
  );
  switch (part) {
    case "buyer":
      return one("buyer", words.buyerHint);
    case "passport":
      return one("passport", words.passportHint);
    case "declaration":
      return one("declaration", words.declarationHint);
    case "merchant":
      return one("merchant", words.merchantHint);
    case "orderMonth":
      return <OrderMonths filter={filter} onAnswer={onAnswer} />;
    case "created":
      return <Created filter={filter} onAnswer={onAnswer} />;
    case "destination":
      return <Destination filter={filter} onAnswer={onAnswer} />;
    case "links":
      return (
        <Radio<LinkState | "any">
          label={label}
          value={filter.links ?? "any"}
          choices={[
            { value: "any", label: words.any },
            ...LINKS.map((link) => ({ value: link, label: text.orders.link(link) })),
          ]}
          onChange={(link) => {
            onAnswer({ ...filter, links: link === "any" ? null : link });
          }}
        />
      );
  }
}

type AnswerProps = Omit<QuestionProps, "part">;

function Created({ filter, onAnswer }: AnswerProps) {
  const words = useText().text.orders.filter;
  const days = spans(new Date());
  return (
    <AskText
      label={words.created}
      hint={words.dateHint}
      fields={[
        { name: "from", label: words.from, value: filter.created_from },
        { name: "to", label: words.to, value: filter.created_to },
      ]}
      quick={(["today", "week", "month", "lastMonth"] as const).map((span) => ({
        label: words[span],
        values: days[span],
      }))}
      onAnswer={([from = "", to = ""]) => {
        onAnswer({ ...filter, created_from: from, created_to: to });
      }}
    />
  );
}

function OrderMonths({ filter, onAnswer }: AnswerProps) {
  const words = useText().text.orders.filter;
  const months = monthSpans(new Date());
  return (
    <AskText
      label={words.orderMonth}
      hint={words.monthHint}
      fields={[
        { name: "from", label: words.from, value: filter.month_from },
        { name: "to", label: words.to, value: filter.month_to },
      ]}
      quick={(["month", "lastMonth", "threeMonths", "year"] as const).map((span) => ({
        label: words[span],
        values: months[span],
      }))}
      onAnswer={([from = "", to = ""]) => {
        onAnswer({ ...filter, month_from: from, month_to: to });
      }}
    />
  );
}

function Destination({ filter, onAnswer }: AnswerProps) {
  const { lang, text } = useText();
  const countries = useCountries().data ?? [];
  return (
    <Combobox
      label={text.orders.filter.destination}
      value={filter.destination}
      hint={text.orders.filter.searchCountries}
      options={countries.map((country) => ({
        value: country.alpha2,
        label: `${country[lang]} ${country.alpha2}`,
        also: `${lang === "zh" ? country.en : country.zh} ${country.alpha3}`,
      }))}
      onChoose={(destination) => {
        onAnswer({ ...filter, destination });
      }}
      noHits={text.orders.filter.noCountry}
    />
  );
}
