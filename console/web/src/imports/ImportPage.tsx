import { useState } from "react";
import { Link } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { ImportForm } from "./ImportForm.tsx";
import {
  EXPORT_CSV,
  EXPORT_JSONL,
  EXPORT_WHOLE,
  type ImportWish,
  useStartImport,
} from "./imports.ts";
import { Keys } from "./Keys.tsx";
import { PastImports } from "./PastImports.tsx";
import { RunResult } from "./RunResult.tsx";
import { words } from "./words.ts";

export function ImportPage() {
  useTitle(words.title);
  return (
    <AdminOnly>
      <Import />
    </AdminOnly>
  );
}

function Import() {
  const [wish, setWish] = useState<ImportWish | null>(null);
  const start = useStartImport();
  const begin = (wanted: ImportWish) => {
    setWish(wanted);
    start.mutate(wanted);
  };
  return (
    <div className="page">
      <header className="page__head">
        <Link className="icon-button" to="/knowledge" aria-label={words.back}>
          <Icon name="back" />
        </Link>
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">
          {words.export}{" "}
          <a href={EXPORT_WHOLE} download>
            {words.whole}
          </a>{" "}
          ·{" "}
          <a href={EXPORT_JSONL} download>
            {words.texts}
          </a>{" "}
          ·{" "}
          <a href={EXPORT_CSV} download>
            {words.sheet}
          </a>
        </span>
      </header>
      <ImportForm
        busy={start.isPending}
        problem={start.error}
        onStart={begin}
        onChange={start.reset}
      />
      {start.data && wish && (
        <RunResult
          key={start.data.id}
          id={start.data.id}
          onImport={() => begin({ ...wish, dryRun: false })}
        />
      )}
      <PastImports />
      <Keys />
    </div>
  );
}
