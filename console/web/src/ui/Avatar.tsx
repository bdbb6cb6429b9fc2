const TONES = 5;

/** Initials on one of a few quiet colours that stays the same for the same name. */
export function Avatar({ name, size = "md" }: { name: string; size?: "sm" | "md" | "lg" }) {
  const tone = [...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % TONES;
  return (
    <span className={`avatar avatar--${size} avatar--${tone}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}
