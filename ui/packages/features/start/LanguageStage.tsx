import { Radio } from "#kit/Radio";
import { useText, type Lang } from "#text/TextProvider";
import { StagePage } from "./StagePage";

/** Each language in its own words. */
const LANGUAGES: { value: Lang; label: string; lang: string }[] = [
  { value: "zh", label: "简体中文", lang: "zh-CN" },
  { value: "en", label: "English", lang: "en" },
];

export function LanguageStage({ onNext }: { onNext: () => void }) {
  const { lang, setLang, text } = useText();
  return (
    <StagePage title={text.start.languageTitle} lead={text.start.languageText} onNext={onNext}>
      <Radio
        bare
        large
        label={text.start.stages.language}
        value={lang}
        choices={LANGUAGES}
        onChange={setLang}
      />
    </StagePage>
  );
}
