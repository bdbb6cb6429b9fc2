import { messageOf } from "../api/http.ts";
import type { ArticleText } from "../api/types.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ReviewFindings } from "./ReviewFindings.tsx";
import { useReview } from "./review.ts";

interface Props {
  readonly deed: "publish" | "archive";
  readonly articleKey: string | null;
  readonly text: ArticleText;
  readonly locale: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

const WORDS = {
  publish: {
    title: "Before you publish: what will change",
    confirm: "Publish",
    waiting: "Publish without waiting",
    failed: "Publish unchecked",
  },
  archive: {
    title: "Take this article away from shoppers?",
    confirm: "Archive",
    waiting: "Archive without waiting",
    failed: "Archive unchecked",
  },
} as const;

/** The last real questions are asked with and without the change; nothing is changed by looking. */
export function ReviewDialog({ deed, articleKey, text, locale, onConfirm, onClose }: Props) {
  const archived = deed === "archive";
  const review = useReview({ key: articleKey, text: archived ? null : text, locale });
  const words = WORDS[deed];
  const confirm = review.isPending ? words.waiting : review.isError ? words.failed : words.confirm;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title}
      description={
        archived
          ? "The bot stops using it at once. The text is kept and can be published again."
          : "The last questions of shoppers, asked again with your text in place."
      }
    >
      <div className="review" aria-busy={review.isPending}>
        {review.isPending && <Skeleton rows={4} label="Asking the last questions again" />}
        {review.isError && (
          <p className="form__problem" role="alert">
            It could not be found out what will change: {messageOf(review.error)}
          </p>
        )}
        {review.data && <ReviewFindings review={review.data} />}
      </div>
      <div className="dialog__actions review__actions">
        <Button onClick={onClose}>Back to the text</Button>
        <Button tone={archived ? "danger" : "primary"} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
