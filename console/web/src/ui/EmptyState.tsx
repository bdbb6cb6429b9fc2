import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Stands for a whole page, whose heading it has. */
  readonly page?: boolean;
}

export function EmptyState({ icon, title, children, action, page = false }: Props) {
  const Heading = page ? "h1" : "h2";
  return (
    <div className="empty">
      <span className="empty__icon">
        <Icon name={icon} size={20} />
      </span>
      <Heading className="empty__title">{title}</Heading>
      {children && <p className="empty__text">{children}</p>}
      {action}
    </div>
  );
}
