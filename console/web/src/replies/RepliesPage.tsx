import { useState } from "react";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { briefTime } from "../format/time.ts";
import { languageOf } from "../format/words.ts";
import { language } from "../locales/language.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { SiftedList } from "../ui/SiftedList.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { ReplyDialog } from "./ReplyDialog.tsx";
import { type SavedReply, useDropReply, useReplies, useTeams } from "./replies.ts";
import { words } from "./words.ts";

export function RepliesPage() {
  useTitle(words.title);
  return (
    <AdminOnly>
      <Replies />
    </AdminOnly>
  );
}

function Replies() {
  const replies = useReplies();
  const [editing, setEditing] = useState<SavedReply | "new" | null>(null);
  const [dropping, setDropping] = useState<SavedReply | null>(null);
  const drop = useDropReply();
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{words.page}</span>
        <Button tone="primary" icon="plus" onClick={() => setEditing("new")}>
          {words.make}
        </Button>
      </header>
      {replies.isPending && <Skeleton rows={5} label={words.loading} />}
      {replies.isError && !replies.data && (
        <ErrorState
          title={words.failed}
          problem={replies.error}
          onRetry={() => void replies.refetch()}
        />
      )}
      {replies.data?.items.length === 0 && (
        <EmptyState icon="note" title={words.none}>
          {words.noneText}
        </EmptyState>
      )}
      {replies.data && (
        <SiftedList
          items={replies.data.items}
          textOf={({ title, shortcut, texts }) =>
            [title, shortcut, ...Object.values(texts)].join(" ")
          }
          label={words.title}
          className="replies"
          row={(reply) => (
            <Row key={reply.id} reply={reply} onEdit={setEditing} onDrop={setDropping} />
          )}
        />
      )}
      {editing && (
        <ReplyDialog
          reply={editing === "new" ? null : editing}
          variables={replies.data?.variables ?? []}
          onClose={() => setEditing(null)}
        />
      )}
      <ConfirmDialog
        open={dropping !== null}
        title={words.removeTitle}
        description={words.removeText}
        confirm={words.remove}
        danger
        onCancel={() => setDropping(null)}
        onConfirm={() =>
          dropping && drop.mutate(dropping.id, { onSettled: () => setDropping(null) })
        }
      />
    </div>
  );
}

interface RowProps {
  readonly reply: SavedReply;
  readonly onEdit: (reply: SavedReply) => void;
  readonly onDrop: (reply: SavedReply) => void;
}

function Row({ reply, onEdit, onDrop }: RowProps) {
  const teams = useTeams();
  const team = teams.data?.items.find((one) => one.id === reply.team)?.name;
  return (
    <li className="replies__row">
      <div>
        <strong>{reply.title}</strong> <code>/{reply.shortcut}</code>{" "}
        {Object.keys(reply.texts).map((locale) => (
          <Badge key={locale}>{languageOf(locale)}</Badge>
        ))}
        <p className="replies__text">{reply.texts[language] ?? Object.values(reply.texts)[0]}</p>
        <p className="field__hint">
          {team ?? words.everybody} · {words.by(reply.updated_by, briefTime(reply.updated_at))}
        </p>
      </div>
      <span className="replies__deeds">
        <Button onClick={() => onEdit(reply)}>{words.edit}</Button>
        <Button tone="quiet" onClick={() => onDrop(reply)}>
          {words.remove}
        </Button>
      </span>
    </li>
  );
}
