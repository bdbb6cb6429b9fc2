import type { ArticleText } from "../api/articles.ts";
import { refusalInWords } from "../knowledge/words-problems.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ReviewFindings } from "./ReviewFindings.tsx";
import { useReview } from "./review.ts";
import { words } from "./words.ts";

interface Props {
  readonly deed: "publish" | "archive";
  readonly articleKey: string | null;
  readonly text: ArticleText;
  readonly locale: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** The last real questions are asked with and without the change; nothing is changed by looking. */
export function ReviewDialog({ deed, articleKey, text, locale, onConfirm, onClose }: Props) {
  const archived = deed === "archive";
  const review = useReview({ key: articleKey, text: archived ? null : text, locale });
  const said = words.deeds[deed];
  const confirm = review.isPending ? said.waiting : review.isError ? said.failed : said.confirm;
  return (
    <Dialog open wide onClose={onClose} title={said.title} description={said.text}>
      <div className="review" aria-busy={review.isPending}>
        {review.isPending && <Skeleton rows={4} label={words.asking} />}
        {review.isError && (
          <p className="form__problem" role="alert">
            {words.failed(refusalInWords(review.error))}
          </p>
        )}
        {review.data && <ReviewFindings review={review.data} />}
      </div>
      <div className="dialog__actions review__actions">
        <Button onClick={onClose}>{words.back}</Button>
        <Button tone={archived ? "danger" : "primary"} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
