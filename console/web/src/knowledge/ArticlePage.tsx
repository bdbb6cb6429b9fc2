import { useParams } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { ArticleEditor } from "./ArticleEditor.tsx";
import { useArticle } from "./articles.ts";

export function ArticlePage() {
  const { id = "new" } = useParams();
  return (
    <AdminOnly>
      {id === "new" ? <ArticleEditor key="new" article={null} /> : <Existing key={id} id={id} />}
    </AdminOnly>
  );
}

function Existing({ id }: { id: string }) {
  useTitle("Article");
  const article = useArticle(id);
  // What the cache kept may be old, and an edit begun on it would be refused when it is saved.
  const fresh = article.isFetchedAfterMount && !article.isPending;
  if (!fresh) return <Skeleton rows={8} label="Loading the article" />;
  if (!article.data) {
    return (
      <ErrorState
        title="The article could not be loaded"
        problem={article.error}
        onRetry={() => void article.refetch()}
      />
    );
  }
  return <ArticleEditor article={article.data} />;
}
