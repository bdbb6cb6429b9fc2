import { type ReactNode, useState } from "react";
import type { Article } from "../api/articles.ts";
import { ReviewDialog } from "../review/ReviewDialog.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { ArticleFields } from "./ArticleFields.tsx";
import { BodyField } from "./BodyField.tsx";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { CarePanel } from "./care/CarePanel.tsx";
import { EditorHeader } from "./EditorHeader.tsx";
import { HistoryPanel } from "./history/HistoryPanel.tsx";
import { QuestionsField } from "./QuestionsField.tsx";
import { ScheduleDialog } from "./schedule/ScheduleDialog.tsx";
import { Suggestions } from "./suggestions/Suggestions.tsx";
import { TryPanel } from "./TryPanel.tsx";
import { UnsavedGuard } from "./UnsavedGuard.tsx";
import { type Begun, useEditor } from "./useEditor.ts";
import { VariantBar } from "./variants/VariantBar.tsx";
import { VariantText } from "./variants/VariantText.tsx";
import { useVariants } from "./variants/variants.ts";
import { words } from "./words.ts";

interface Props {
  readonly article: Article | null;
  /** The article that a new one is the translation of. */
  readonly original?: Article | null;
  readonly begun?: Begun | null;
  /** Where the text comes from, until the article is there. */
  readonly note?: ReactNode;
}

export function ArticleEditor({ article, original = null, begun = null, note }: Props) {
  const editor = useEditor(article, original, begun);
  const { text, change, locale } = editor;
  const [asking, setAsking] = useState<"publish" | "archive" | "schedule" | null>(null);
  const [beside, setBeside] = useState<string | null>(original?.locale ?? null);
  const known = editor.article?.id ?? original?.id ?? null;
  const others = (useVariants(known).data ?? []).filter((one) => one.locale !== locale);
  const shown = others.find((one) => one.locale === beside);
  useTitle(text.title || (article ? words.article : words.newArticle));
  return (
    <div className="editor">
      <UnsavedGuard dirty={editor.dirty} />
      <div className="editor__main">
        <h1 className="sr-only">{article ? words.edit : words.newArticle}</h1>
        <EditorHeader
          editor={editor}
          onPublish={() => setAsking("publish")}
          onArchive={() => setAsking("archive")}
          onSchedule={() => setAsking("schedule")}
        />
        {editor.problem && (
          <p className="form__problem" role="alert">
            {editor.problem}
          </p>
        )}
        <VariantBar
          articleKey={editor.article?.id ?? null}
          locale={locale}
          others={others}
          shown={shown?.locale ?? null}
          onShow={setBeside}
        />
        {!editor.article && note}
        <input
          className="editor__title"
          aria-label={words.fields.title}
          placeholder={words.fields.title}
          maxLength={300}
          value={text.title}
          onChange={(event) => change({ title: event.target.value })}
        />
        <ArticleFields
          text={text}
          locale={locale}
          localeFixed={editor.article !== null || original !== null}
          onLocale={editor.setLocale}
          onChange={change}
        />
        <BodyField
          body={text.body}
          onChange={(body) => change({ body })}
          beside={shown && <VariantText variant={shown} />}
        />
        <QuestionsField
          questions={text.questions}
          onChange={(questions) => change({ questions })}
        />
        <Suggestions text={text} locale={locale} onTake={editor.takeQuestion} />
      </div>
      <div className="editor__side">
        <TryPanel
          locale={locale}
          articleId={editor.article?.article_id ?? null}
          questions={text.questions}
          published={editor.publishedTimes}
          dirty={editor.dirty || editor.article?.has_draft === true}
        />
        <CarePanel article={editor.article} onChanged={editor.refresh} />
        {editor.article && (
          <HistoryPanel article={editor.article} dirty={editor.dirty} onReturned={editor.replace} />
        )}
      </div>
      {editor.conflict && (
        <ConflictDialog
          conflict={editor.conflict}
          onResolved={editor.resolveConflict}
          onLater={editor.postponeConflict}
        />
      )}
      {asking === "schedule" && (
        <ScheduleDialog
          onClose={() => setAsking(null)}
          onPlanned={(publishAt) => {
            setAsking(null);
            void editor.schedule(publishAt);
          }}
        />
      )}
      {(asking === "publish" || asking === "archive") && (
        <ReviewDialog
          deed={asking}
          articleKey={editor.article?.id ?? null}
          text={text}
          locale={locale}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            void (asking === "publish" ? editor.publish() : editor.archive());
          }}
        />
      )}
    </div>
  );
}
