import { type ReactNode, useId, useState } from "react";
import { Markdown } from "../message/Markdown.tsx";
import { words } from "./words.ts";

interface Props {
  readonly body: string;
  readonly onChange: (body: string) => void;
  /** What stands beside the text in place of the preview, such as another language. */
  readonly beside?: ReactNode;
}

/** The text and, beside it, what a shopper sees in the chat. On a narrow screen one at a time. */
export function BodyField({ body, onChange, beside }: Props) {
  const id = useId();
  const [shown, setShown] = useState<"write" | "preview">("write");
  return (
    <div className={`body-field body-field--${shown}`}>
      <fieldset className="switch body-field__tabs" aria-label={words.show}>
        <button type="button" aria-pressed={shown === "write"} onClick={() => setShown("write")}>
          {words.write}
        </button>
        <button
          type="button"
          aria-pressed={shown === "preview"}
          onClick={() => setShown("preview")}
        >
          {beside ? words.beside : words.preview}
        </button>
      </fieldset>
      <div className="body-field__write">
        <label className="field__label" htmlFor={id}>
          {words.fields.body}
        </label>
        <textarea
          id={id}
          className="input input--area body-field__text"
          aria-describedby={`${id}-hint`}
          maxLength={100_000}
          value={body}
          onChange={(event) => onChange(event.target.value)}
        />
        <p id={`${id}-hint`} className="field__hint">
          {words.markdown}
        </p>
      </div>
      {beside ? (
        <div className="body-field__beside">{beside}</div>
      ) : (
        <section className="body-field__preview" aria-label={words.preview}>
          <p className="field__label">{words.asInChat}</p>
          <div className="body-field__paper">
            {body.trim() ? (
              <Markdown text={body} />
            ) : (
              <p className="details__none">{words.noBody}</p>
            )}
          </div>
        </section>
      )}
    </div>
  );
}
