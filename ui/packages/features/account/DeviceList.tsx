import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DeviceView } from "#host/generated";
import { asProblem } from "#host/Host";
import { useAccountHost } from "#host/HostProvider";
import { useAccountCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { confirm } from "#kit/confirm";
import { Message } from "#kit/Field";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { shown } from "./problems";

/** 登录的电脑: where this person is signed in, each with its end (CM-SEC-02). */
export function DeviceList() {
  const { lang, text } = useText();
  const words = text.account;
  const host = useAccountHost();
  const client = useQueryClient();
  const devices = useQuery({ queryKey: ["connection", "devices"], queryFn: () => host.devices() });
  const [told, setTold] = useState("");
  const end = useAccountCommand("endDevice", {
    done: (left) => {
      client.setQueryData(["connection", "devices"], left);
    },
  });
  const nameOf = (device: DeviceView) => device.name || words.deviceNoName;
  const ask = async (device: DeviceView) => {
    const name = nameOf(device);
    const answer = await confirm({
      title: words.endTitle(name),
      text: words.endText,
      answers: [
        { key: "keep", label: words.endKeep },
        { key: "end", label: words.end, tone: "danger" },
      ],
    });
    if (answer === "keep") return;
    setTold(words.ended(name));
    end.run(device.id);
  };
  const problem = end.problem ?? (devices.error && asProblem(devices.error));
  return (
    <>
      <h2 className={styles.heading}>{words.devices}</h2>
      <p className="hint">{words.devicesText}</p>
      <p role="status" className="visually-hidden">
        {problem ? "" : told}
      </p>
      <Message problem={shown(problem, lang)} />
      {devices.data && (
        <table className={styles.table} aria-label={words.devices}>
          <thead>
            <tr>
              <th scope="col">{words.device}</th>
              <th scope="col">{words.signedInAt}</th>
              <th scope="col">{words.lastUsed}</th>
              <th scope="col">
                <span className="visually-hidden">{words.action}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {devices.data.map((device) => (
              <tr key={device.id}>
                <th scope="row">
                  {nameOf(device)} {device.is_this && <span className="hint">{words.thisOne}</span>}
                </th>
                <td>{device.signed_in_at}</td>
                <td>{device.last_used_at}</td>
                <td>
                  {!device.is_this && (
                    <Button label={words.endOf(nameOf(device))} onClick={() => void ask(device)}>
                      {words.end}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
