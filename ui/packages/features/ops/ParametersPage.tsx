import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "#host/Host";
import type { Parameter } from "#host/ops";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { grouped } from "#kit/figures";
import { chinaDate } from "#kit/instants";
import ledger from "#kit/Ledger.module.css";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";
import { ParameterDialog } from "./ParameterDialog";

/** 参数: what is in force, what will be, and a new value from a day on (YW-OPS-04). */
export function ParametersPage() {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const client = useQueryClient();
  const [editing, setEditing] = useState<Parameter | null>(null);
  const [told, setTold] = useState("");
  const found = useQuery({ queryKey: ["parameters"], queryFn: () => host.parameters() });
  const today = chinaDate(new Date().toISOString());
  const problem = found.error && asProblem(found.error);
  const nameOf = ({ name }: Parameter) => words.parameterNames[name] ?? name;
  const written = ({ kind }: Parameter, value: string) => {
    if (kind === "choice") return words.parameterChoices[value] ?? value;
    return kind === "text" ? value : grouped(value);
  };
  const range = (parameter: Parameter) => {
    const { kind, min, max, choices } = parameter;
    if (kind === "choice") return choices.map((one) => written(parameter, one)).join("、");
    if (kind === "text") return words.characters(max ?? "");
    return words.range(written(parameter, min ?? ""), written(parameter, max ?? ""));
  };
  return (
    <>
      <header className="page-head">
        <h1>{words.parameters}</h1>
        <p role="status">{told}</p>
      </header>
      <div className={styles.messages}>
        <p className="hint">{words.parameterLead}</p>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      </div>
      {found.data && (
        <div className={ledger.sheet} tabIndex={0}>
          <table className={`${ledger.ledger} ${styles.table}`} aria-label={words.parameters}>
            <colgroup>
              <col />
              <col style={{ width: 232 }} />
              <col style={{ width: 208 }} />
              <col style={{ width: 208 }} />
              <col style={{ width: 92 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{words.parameterColumns.name}</th>
                <th scope="col">{words.parameterColumns.value}</th>
                <th scope="col">{words.parameterColumns.range}</th>
                <th scope="col">{words.parameterColumns.next}</th>
                <th scope="col">
                  <span className="visually-hidden">{words.parameterColumns.deeds}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.data.map((parameter) => {
                const later = parameter.settings.filter(({ from }) => from > today);
                const isShipped = !parameter.settings.some(({ from }) => from <= today);
                return (
                  <tr key={parameter.name}>
                    <th scope="row" className={styles.name} title={nameOf(parameter)}>
                      {nameOf(parameter)}
                    </th>
                    <td title={written(parameter, parameter.value)}>
                      {written(parameter, parameter.value)}{" "}
                      {isShipped && <span className="hint">{words.shipped}</span>}
                    </td>
                    <td title={range(parameter)}>{range(parameter)}</td>
                    <td>
                      {later
                        .map(({ from, value }) => words.fromDay(from, written(parameter, value)))
                        .join("、") || "—"}
                    </td>
                    <td className={styles.rowDeeds}>
                      <Button
                        quiet
                        label={words.changeOf(nameOf(parameter))}
                        onClick={() => {
                          setEditing(parameter);
                        }}
                      >
                        {words.change}
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {editing && (
        <ParameterDialog
          parameter={editing}
          name={nameOf(editing)}
          range={range(editing)}
          today={today}
          onClose={() => {
            setEditing(null);
          }}
          onDone={() => {
            setTold(words.setDone(nameOf(editing)));
            setEditing(null);
            void client.invalidateQueries({ queryKey: ["parameters"] });
          }}
        />
      )}
    </>
  );
}
