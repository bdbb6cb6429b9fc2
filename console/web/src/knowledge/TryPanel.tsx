import { type FormEvent, useEffect, useRef, useState } from "react";
import { messageOf } from "../api/http.ts";
import { PinList } from "../trying/PinList.tsx";
import { useTry } from "../trying/pins.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { TryResults } from "./TryResults.tsx";
import { words } from "./words-try.ts";

interface Props {
  readonly locale: string;
  readonly articleId: string | null;
  readonly questions: readonly string[];
  /** Rises with each publishing: the last question is then asked again by itself. */
  readonly published: number;
  readonly dirty: boolean;
}

const SUGGESTED = 3;
const LAST = "shopbell.console.try";
/** What was published is found by then. */
const LIVE_MS = 1_500;

/** Ask as a shopper would, and see what the bot would find among what is published. */
export function TryPanel({ locale, articleId, questions, published, dirty }: Props) {
  const [query, setQuery] = useState(() => sessionStorage.getItem(LAST) ?? "");
  const attempt = useTry();
  const asked = useRef(query);

  const ask = (question: string) => {
    const said = question.trim();
    if (!said) return;
    asked.current = said;
    sessionStorage.setItem(LAST, said);
    setQuery(said);
    attempt.mutate({ query: said, locale });
  };
  const [decided, setDecided] = useState(0);
  const changes = published + decided;
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (changes === 0) return;
    const again = () => latest.current(asked.current);
    again();
    const timer = setTimeout(again, LIVE_MS);
    return () => clearTimeout(timer);
  }, [changes]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(query);
  };
  const suggestions = questions.filter((question) => question.trim()).slice(0, SUGGESTED);
  return (
    <aside className="try" aria-label={words.title}>
      <h2 className="try__title">{words.title}</h2>
      <form onSubmit={submit} className="try__form">
        <Field label={words.field}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              maxLength={2_000}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" icon="search" busy={attempt.isPending} disabled={!query.trim()}>
          {attempt.data && query.trim() === asked.current ? words.askAgain : words.ask}
        </Button>
      </form>
      {suggestions.length > 0 && (
        <ul className="try__suggestions" aria-label={words.own}>
          {suggestions.map((question) => (
            <li key={question}>
              <button type="button" onClick={() => ask(question)}>
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
      {dirty && <p className="field__hint">{words.published}</p>}
      <div role="status" aria-busy={attempt.isPending}>
        {attempt.isError && <p className="form__problem">{messageOf(attempt.error)}</p>}
        {attempt.data && (
          <TryResults
            result={attempt.data}
            articleId={articleId}
            onChanged={() => setDecided((times) => times + 1)}
          />
        )}
      </div>
      <PinList article={articleId ? `${locale}:${articleId}` : null} />
    </aside>
  );
}
