import type { FileBody } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";

export function FileLink({ body }: { body: FileBody }): JSX.Element {
  const { t, link, locale } = useUi();
  const { file, caption } = body;
  const size = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "kilobyte",
    maximumFractionDigits: 0,
  }).format(Math.max(1, file.bytes / 1000));
  return (
    <div class="bubble">
      <a class="file" href={link(file.url) ?? "#"} target="_blank" rel="noopener noreferrer">
        <Icon name="page" />
        <span>
          <span class="hidden">{t.file}: </span>
          {file.name} <small>{size}</small>
        </span>
      </a>
      {caption && <p class="typed">{caption}</p>}
    </div>
  );
}
