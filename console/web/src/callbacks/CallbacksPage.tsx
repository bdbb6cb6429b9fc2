import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { messageOf } from "../api/http.ts";
import { fullTime } from "../format/time.ts";
import { languageOf, reasonOf } from "../format/words.ts";
import { language } from "../locales/language.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { notices } from "../ui/notices.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { type Callback, useAnswerCallback, useCallbacks } from "./callbacks.ts";
import { words } from "./words.ts";

export function CallbacksPage() {
  useTitle(words.title);
  const list = useCallbacks();
  const [answering, setAnswering] = useState<Callback | null>(null);
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{words.line}</span>
      </header>
      {list.isPending && <Skeleton rows={5} label={words.loading} />}
      {list.isError && !list.data && (
        <ErrorState title={words.failed} problem={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data?.items.length === 0 && (
        <EmptyState icon="mail" title={words.none}>
          {words.noneText}
        </EmptyState>
      )}
      <ul className="callbacks">
        {list.data?.items.map((one) => (
          <Row key={one.id} callback={one} onAnswer={() => setAnswering(one)} />
        ))}
      </ul>
      {list.data?.more && <p className="now__more">{words.more}</p>}
      {answering && <AnswerDialog callback={answering} onClose={() => setAnswering(null)} />}
    </div>
  );
}

function Row({ callback, onAnswer }: { callback: Callback; onAnswer: () => void }) {
  const answer = useAnswerCallback();
  const settle = () =>
    answer.mutate(
      { id: callback.id, text: null },
      {
        onSuccess: () => notices.add(words.settled),
        onError: (problem) => notices.add(messageOf(problem), "attention"),
      },
    );
  return (
    <li className="callback">
      <div className="callback__what">
        <p className="callback__who">
          {callback.shopper ?? words.someone} <span>{callback.address}</span>
        </p>
        <p className="callback__wants">
          {callback.wants || (callback.reason ? reasonOf(callback.reason) : "")}
        </p>
        <p className="callback__when">
          {words.promised} {fullTime(callback.promised_at)} ·{" "}
          {languageOf(callback.locale, language)} ·{" "}
          <Link to={`/inbox/closed/${callback.conversation}`}>{words.read}</Link>
        </p>
      </div>
      <div className="callback__deeds">
        <Button onClick={settle} busy={answer.isPending}>
          {words.done}
        </Button>
        <Button tone="primary" onClick={onAnswer}>
          {words.write}
        </Button>
      </div>
    </li>
  );
}

function AnswerDialog({ callback, onClose }: { callback: Callback; onClose: () => void }) {
  const [text, setText] = useState("");
  const answer = useAnswerCallback();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate(
      { id: callback.id, text },
      {
        onSuccess: () => {
          notices.add(words.sent(callback.address));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} title={words.to(callback.address)} description={words.hint}>
      <form onSubmit={submit} className="form">
        <blockquote className="callback__quote">{callback.wants}</blockquote>
        <Field label={words.text}>
          {(ids) => (
            <textarea
              {...ids}
              className="input input--area"
              rows={7}
              required
              maxLength={4000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <FormProblem problem={answer.error} />
        <div className="dialog__actions">
          <Button type="submit" tone="primary" busy={answer.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
