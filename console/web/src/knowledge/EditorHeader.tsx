import { Link } from "react-router";
import { fullTime } from "../format/time.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { STATE_TONES, STATES, titleIn } from "./options.ts";
import type { Editor } from "./useEditor.ts";

export function EditorHeader({ editor, onArchive }: { editor: Editor; onArchive: () => void }) {
  const { article, dirty, busy, text } = editor;
  const state = article?.state ?? "draft";
  const empty = !text.title.trim() || !text.body.trim();
  const nothingNew = !dirty && article?.state === "published" && !article.has_draft;
  return (
    <header className="editor__head">
      <Link className="icon-button" to="/knowledge" aria-label="Back to the articles">
        <Icon name="back" />
      </Link>
      <div className="editor__state">
        <Badge tone={STATE_TONES[state]}>{titleIn(STATES, state)}</Badge>
        <span role="status">{statusOf(editor)}</span>
      </div>
      <div className="editor__deeds">
        {article && article.state !== "archived" && (
          <Button tone="quiet" icon="archive" disabled={busy} onClick={onArchive}>
            Archive
          </Button>
        )}
        <Button
          busy={busy}
          disabled={empty || (!dirty && article !== null)}
          onClick={() => void editor.save()}
        >
          Save draft
        </Button>
        <Button
          tone="primary"
          busy={busy}
          disabled={empty || nothingNew}
          onClick={() => void editor.publish()}
        >
          Publish
        </Button>
      </div>
    </header>
  );
}

function statusOf({ article, dirty }: Editor): string {
  if (dirty) return "Unsaved changes";
  if (!article) return "Not saved yet";
  if (article.state === "published" && article.has_draft) {
    return "Draft saved. Shoppers still get the text before it.";
  }
  return `Saved ${fullTime(article.updated_at)} by ${article.editor}`;
}
