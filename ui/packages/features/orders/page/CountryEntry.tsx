import { Combobox } from "#kit/Combobox";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import { useCountries } from "../orderQueries";
import type { HeadField } from "./fields";
import { useHeadForm } from "./headForm";
import { PaperField } from "./PaperField";
import { useEntry } from "./useEntry";

/** A country by its Chinese or English name or either code (YW-ORD-04); a text that is none stays, and is marked. */
export function CountryEntry({
  field,
  label,
  required,
}: {
  field: HeadField;
  label: string;
  required?: boolean;
}) {
  const { lang, text } = useText();
  const { drafts } = useHeadForm();
  const { cell, typed, unsaved, problems, locked, attributes } = useEntry(field);
  const countries = useCountries().data ?? [];
  const put = (code: string) => {
    drafts.type(field, code, false);
    drafts.leave(field);
  };
  const stands = typed ?? cell.text;
  return (
    <PaperField
      field={field}
      label={label}
      {...(required && { required })}
      problems={problems}
      text={countries.find((country) => country.alpha2 === stands)?.[lang] ?? stands}
      unsaved={unsaved}
      locked={locked}
    >
      <Combobox
        bare
        label={label}
        value={countries.some((country) => country.alpha2 === stands) ? stands : null}
        typed={stands}
        options={countries.map((country) => ({
          value: country.alpha2,
          label: `${country[lang]} ${country.alpha2}`,
          also: `${lang === "zh" ? country.en : country.zh} ${country.alpha3}`,
        }))}
        onChoose={(code) => {
          put(code ?? "");
        }}
        onType={put}
        noHits={text.orders.filter.noCountry}
        {...(required && { required })}
        disabled={locked}
        invalid={attributes["aria-invalid"]}
        {...(attributes["aria-describedby"] && { describedBy: attributes["aria-describedby"] })}
      />
      <Icon name="down" />
    </PaperField>
  );
}
