import { useState } from "react";
import type { Article } from "../../api/articles.ts";
import { messageOf } from "../../api/http.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { notices } from "../../ui/notices.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { conflictOf, differingFields } from "../conflict.ts";
import { labelOf, SideBySide } from "../SideBySide.tsx";
import { textOf } from "../text.ts";
import { useReturn, useVersion } from "./history.ts";
import { words } from "./words.ts";

interface Props {
  readonly article: Article;
  readonly number: number;
  readonly dirty: boolean;
  readonly onReturned: (article: Article) => void;
  readonly onClose: () => void;
}

/** An old text beside the newest, with what differs marked, and one press to have it back. */
export function VersionDialog({ article, number, dirty, onReturned, onClose }: Props) {
  const old = useVersion(article.id, number);
  const back = useReturn(article.id);
  const [problem, setProblem] = useState("");
  const newest = number === article.version;
  const go = (publish: boolean) =>
    back.mutate(
      { version: article.version, to: number, publish },
      {
        onSuccess: (next) => {
          notices.add(publish ? words.isLive(number) : words.isDraft(number));
          onReturned(next);
        },
        onError: (failure) =>
          setProblem(conflictOf(failure, textOf(article)) ? words.conflict : messageOf(failure)),
      },
    );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={newest ? words.theNewest(number) : words.besideNewest(number)}
    >
      {old.isPending && <Skeleton rows={4} label={words.loading} />}
      {old.isError && <p className="form__problem">{messageOf(old.error)}</p>}
      {old.data && <Differences article={article} number={number} old={textOf(old.data)} />}
      {problem && (
        <p className="form__problem" role="alert">
          {problem}
        </p>
      )}
      {dirty && !newest && <p className="field__hint">{words.dirty}</p>}
      <div className="dialog__actions">
        <Button onClick={onClose}>{words.close}</Button>
        {!newest && old.data && (
          <>
            <Button busy={back.isPending} disabled={dirty} onClick={() => go(false)}>
              {words.takeAsDraft}
            </Button>
            <Button tone="primary" busy={back.isPending} disabled={dirty} onClick={() => go(true)}>
              {words.goBack}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

interface DifferencesProps {
  readonly article: Article;
  readonly number: number;
  readonly old: ReturnType<typeof textOf>;
}

function Differences({ article, number, old }: DifferencesProps) {
  const pair = { theirs: old, yours: textOf(article), version: number };
  const fields = differingFields(pair);
  if (fields.length === 0) {
    return (
      <>
        <p className="field__hint">{words.same}</p>
        <div className="body-field__paper history__text">{old.body}</div>
      </>
    );
  }
  return (
    <div className="conflict">
      {fields.map((field) => (
        <SideBySide
          key={field}
          field={field}
          label={labelOf(field)}
          conflict={pair}
          titles={{ theirs: words.version(number), yours: words.theNewest(article.version) }}
        />
      ))}
    </div>
  );
}
