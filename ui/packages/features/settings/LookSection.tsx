import { usePreferences } from "#host/usePreferences";
import { Checkbox } from "#kit/Checkbox";
import { Message } from "#kit/Field";
import { Radio } from "#kit/Radio";
import { Select } from "#kit/Select";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { Row } from "./Row";

const SCALES = [100, 110, 125, 150, 175, 200];

/** Language, theme, size, row height, entry: each takes effect at once (CM-UI-01). */
export function LookSection() {
  const { lang, text } = useText();
  const words = text.settings;
  const { preferences, set, problem } = usePreferences();
  return (
    <>
      <Row label={words.language}>
        <Radio
          bare
          inline
          label={words.language}
          value={preferences.language}
          choices={[
            { value: "zh", label: "简体中文", lang: "zh-CN" },
            { value: "en", label: "English", lang: "en" },
          ]}
          onChange={(language) => {
            set({ language });
          }}
        />
      </Row>
      <Row label={words.theme}>
        <Radio
          bare
          inline
          label={words.theme}
          value={preferences.theme}
          choices={(["system", "light", "dark"] as const).map((value) => ({
            value,
            label: words.themes[value],
          }))}
          onChange={(theme) => {
            set({ theme });
          }}
        />
      </Row>
      <Row label={words.scale}>
        <Select
          bare
          label={words.scale}
          value={String(preferences.scale)}
          options={SCALES.map((scale) => ({ value: String(scale), label: words.percent(scale) }))}
          onChange={(scale) => {
            set({ scale: Number(scale) });
          }}
        />
        <p className="hint">{words.scaleHint}</p>
      </Row>
      <Row label={words.density}>
        <Radio
          bare
          inline
          label={words.density}
          value={preferences.density}
          choices={(["compact", "comfortable"] as const).map((value) => ({
            value,
            label: words.densities[value],
          }))}
          onChange={(density) => {
            set({ density });
          }}
        />
      </Row>
      <Row label={words.entry}>
        <Checkbox
          label={words.repeat}
          checked={preferences.repeat_merchant}
          onChange={(repeat_merchant) => {
            set({ repeat_merchant });
          }}
        />
      </Row>
      <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
    </>
  );
}
