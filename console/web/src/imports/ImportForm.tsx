import { type DragEvent, type SyntheticEvent, useId, useState } from "react";
import { sizeOf } from "../format/size.ts";
import { languageOf } from "../format/words.ts";
import { LOCALES } from "../knowledge/options.ts";
import { refusalInWords } from "../knowledge/words-problems.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { ACCEPTED, HOLDS, type Holds, type ImportWish } from "./imports.ts";
import { words } from "./words.ts";

interface Props {
  readonly busy: boolean;
  readonly problem: unknown;
  readonly onStart: (wish: ImportWish) => void;
  /** Something else is wished for: what was found before is about something else. */
  readonly onChange: () => void;
}

export function ImportForm({ busy, problem, onStart, onChange }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [address, setAddress] = useState("");
  const [holds, setHolds] = useState<Holds>("articles");
  const [locale, setLocale] = useState(LOCALES[0] ?? "en");
  const [publish, setPublish] = useState(false);
  const source = file ?? address.trim();
  const change = (set: () => void) => {
    set();
    onChange();
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (source) onStart({ source, locale, holds, publish, dryRun: true });
  };
  return (
    <form className="import" onSubmit={send}>
      <FileChoice file={file} onChoose={(chosen) => change(() => setFile(chosen))} />
      {!file && (
        <Field label={words.address} hint={words.addressHint}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="url"
              placeholder="https://…"
              value={address}
              onChange={(event) => change(() => setAddress(event.target.value))}
            />
          )}
        </Field>
      )}
      <div className="import__options">
        <Field label={words.holds}>
          {(ids) => (
            <select
              {...ids}
              className="input input--select"
              value={holds}
              onChange={(event) => change(() => setHolds(event.target.value as Holds))}
            >
              {HOLDS.map((one) => (
                <option key={one} value={one}>
                  {words.kinds[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.language}>
          {(ids) => (
            <select
              {...ids}
              className="input input--select"
              value={locale}
              onChange={(event) => change(() => setLocale(event.target.value))}
            >
              {LOCALES.map((id) => (
                <option key={id} value={id}>
                  {languageOf(id)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <label className="import__publish">
        <input
          type="checkbox"
          checked={publish && holds !== "notes"}
          disabled={holds === "notes"}
          onChange={(event) => change(() => setPublish(event.target.checked))}
        />
        {holds === "notes" ? words.notesWait : words.publish}
      </label>
      {problem !== null && problem !== undefined && (
        <p className="form__problem" role="alert">
          {refusalInWords(problem)}
        </p>
      )}
      <div>
        <Button tone="primary" type="submit" busy={busy} disabled={!source}>
          {words.check}
        </Button>
      </div>
    </form>
  );
}

function FileChoice({
  file,
  onChoose,
}: {
  file: File | null;
  onChoose: (file: File | null) => void;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onChoose(event.dataTransfer.files[0] ?? null);
  };
  if (file) {
    return (
      <div className="import__file">
        <strong>{file.name}</strong>
        <span>{sizeOf(file.size)}</span>
        <Button tone="quiet" onClick={() => onChoose(null)}>
          {words.another}
        </Button>
      </div>
    );
  }
  return (
    <fieldset
      className={`import__drop ${over ? "import__drop--over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label className="button button--plain" htmlFor={id}>
        {words.choose}
      </label>
      <input
        id={id}
        className="sr-only"
        type="file"
        accept={ACCEPTED}
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
      <span className="import__kinds">{words.drop}</span>
    </fieldset>
  );
}
