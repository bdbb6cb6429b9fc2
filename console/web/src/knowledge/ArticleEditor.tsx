import { useState } from "react";
import type { Article } from "../api/types.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { ArticleFields } from "./ArticleFields.tsx";
import { BodyField } from "./BodyField.tsx";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { EditorHeader } from "./EditorHeader.tsx";
import { QuestionsField } from "./QuestionsField.tsx";
import { TryPanel } from "./TryPanel.tsx";
import { UnsavedGuard } from "./UnsavedGuard.tsx";
import { useEditor } from "./useEditor.ts";

export function ArticleEditor({ article }: { article: Article | null }) {
  const editor = useEditor(article);
  const { text, change, locale } = editor;
  const [archiving, setArchiving] = useState(false);
  useTitle(text.title || (article ? "Article" : "New article"));
  return (
    <div className="editor">
      <UnsavedGuard dirty={editor.dirty} />
      <div className="editor__main">
        <h1 className="sr-only">{article ? "Edit an article" : "New article"}</h1>
        <EditorHeader editor={editor} onArchive={() => setArchiving(true)} />
        {editor.problem && (
          <p className="form__problem" role="alert">
            {editor.problem}
          </p>
        )}
        <input
          className="editor__title"
          aria-label="Title"
          placeholder="Title"
          maxLength={300}
          value={text.title}
          onChange={(event) => change({ title: event.target.value })}
        />
        <ArticleFields
          text={text}
          locale={locale}
          localeFixed={editor.article !== null}
          onLocale={editor.setLocale}
          onChange={change}
        />
        <BodyField body={text.body} onChange={(body) => change({ body })} />
        <QuestionsField
          questions={text.questions}
          onChange={(questions) => change({ questions })}
        />
      </div>
      <TryPanel
        locale={locale}
        articleId={editor.article?.article_id ?? null}
        questions={text.questions}
        published={editor.publishedTimes}
        dirty={editor.dirty || editor.article?.has_draft === true}
      />
      {editor.conflict && (
        <ConflictDialog
          conflict={editor.conflict}
          onResolved={editor.resolveConflict}
          onLater={editor.postponeConflict}
        />
      )}
      <ConfirmDialog
        open={archiving}
        title="Take this article away from shoppers?"
        description="The bot stops using it at once. The text is kept and can be published again."
        confirm="Archive"
        danger
        onCancel={() => setArchiving(false)}
        onConfirm={() => {
          setArchiving(false);
          void editor.archive();
        }}
      />
    </div>
  );
}
