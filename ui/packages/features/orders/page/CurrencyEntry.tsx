import { confirm } from "#kit/confirm";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { useHeadForm } from "./headForm";
import { PaperField } from "./PaperField";

/** 交易清单币种 (YW-ORD-09): where lines exist a question says first that amounts are not converted. */
export function CurrencyEntry() {
  const { text } = useText();
  const { order, edit } = useHeadForm();
  const words = text.orders.currencyQuestion;
  const change = async (to: string) => {
    if (order.row.line_count > 0) {
      const answer = await confirm({
        title: words.title(text.orders.currency(to)),
        text: words.what(grouped(order.row.line_count)),
        answers: [
          { key: "keep", label: words.keep },
          { key: "change", label: words.answer(text.orders.currency(to)) },
        ],
      });
      if (answer === "keep") return;
    }
    edit.run(order.row.id, [{ field: "line_currency", text: to }]);
  };
  const locked = order.allowed.edit_head !== null;
  return (
    <PaperField
      field="line_currency"
      id="head-currency"
      label={text.orders.fields.currency}
      problems={[]}
      text=""
      locked={locked}
    >
      <select
        id="head-currency"
        value={order.row.line_currency}
        disabled={locked || edit.pending}
        onChange={(event) => void change(event.target.value)}
      >
        {["CNY", "USD"].map((code) => (
          <option key={code} value={code}>
            {text.orders.currency(code)}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </PaperField>
  );
}
