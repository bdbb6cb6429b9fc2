import { useParams, useSearchParams } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { DraftNote } from "../gaps/DraftNote.tsx";
import { useGapDraft } from "../gaps/gaps.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { ArticleEditor } from "./ArticleEditor.tsx";
import { useArticle } from "./articles.ts";
import { BLANK } from "./text.ts";
import { words } from "./words.ts";

export function ArticlePage() {
  const { id = "new" } = useParams();
  const [asked] = useSearchParams();
  const beside = asked.get("beside");
  const gap = asked.get("gap");
  const opened = id === "new" ? beside : id;
  return (
    <AdminOnly>
      {opened ? (
        <Existing key={`${id}-${opened}`} id={opened} translated={id === "new"} />
      ) : gap ? (
        <FromGap key={gap} gap={gap} />
      ) : (
        <ArticleEditor key="new" article={null} />
      )}
    </AdminOnly>
  );
}

/** The article with this key, or a new one that is its translation. */
function Existing({ id, translated }: { id: string; translated: boolean }) {
  useTitle(words.article);
  const article = useArticle(id);
  // What the cache kept may be old, and an edit begun on it would be refused when it is saved.
  const fresh = article.isFetchedAfterMount && !article.isPending;
  if (!fresh) return <Skeleton rows={8} label={words.loadingOne} />;
  if (!article.data) {
    return (
      <ErrorState
        title={words.oneNotLoaded}
        problem={article.error}
        onRetry={() => void article.refetch()}
      />
    );
  }
  return translated ? (
    <ArticleEditor article={null} original={article.data} />
  ) : (
    <ArticleEditor article={article.data} />
  );
}

/** A new article that begins with the questions of a gap and what people answered. */
function FromGap({ gap }: { gap: string }) {
  useTitle(words.newArticle);
  const draft = useGapDraft(gap);
  if (draft.isPending) return <Skeleton rows={8} label={words.collecting} />;
  if (!draft.data) {
    return (
      <ErrorState
        title={words.gapNotLoaded}
        problem={draft.error}
        onRetry={() => void draft.refetch()}
      />
    );
  }
  const { title, body, questions, locale, answers } = draft.data;
  return (
    <ArticleEditor
      article={null}
      begun={{ text: { ...BLANK, title, body, questions }, locale, gap }}
      note={<DraftNote questions={questions.length} answers={answers} />}
    />
  );
}
