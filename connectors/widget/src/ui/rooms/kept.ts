type Row = Readonly<Record<string, unknown>>;

interface StoreOfMine {
  readonly store: string;
  readonly kept: string | null;
  readonly rows: readonly Row[];
}

/** What the server's export says, as far as it is shown here; the whole is in the file. */
export interface Kept {
  readonly counts: readonly {
    readonly store: string;
    readonly rows: number;
    readonly stays: boolean;
  }[];
  /** What the bot has in mind of the shopper's conversations, newest word last. */
  readonly memory: readonly { readonly name: string; readonly value: string }[];
}

// What the bot keeps for its own bookkeeping says nothing of the shopper.
const INTERNAL = /^(requested_slot|session_started_metadata|return_value)$/;

export function readKept(text: string): Kept {
  const { stores } = JSON.parse(text) as { readonly stores: readonly StoreOfMine[] };
  const memory = new Map<string, string>();
  for (const row of stores.find((one) => one.store === "bot_events")?.rows ?? []) {
    for (const event of eventsOf(row.data)) {
      const name = String(event.name ?? "");
      if (event.event !== "slot" || INTERNAL.test(name)) continue;
      const value = shown(event.value);
      if (value) memory.set(name, value);
      else memory.delete(name);
    }
  }
  return {
    counts: stores.map(({ store, rows, kept }) => ({ store, rows: rows.length, stays: !!kept })),
    memory: [...memory].map(([name, value]) => ({ name: name.replace(/_/g, " "), value })),
  };
}

function eventsOf(data: unknown): readonly Row[] {
  try {
    const read = JSON.parse(String(data)) as Row | readonly Row[];
    return Array.isArray(read) ? read : [read as Row];
  } catch {
    return [];
  }
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === false || value === "") return "";
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join(", ");
  if (typeof value !== "object") return String(value);
  const parts = Object.entries(value).map(([name, part]) => [name, shown(part)]);
  return parts.flatMap(([name, part]) => (part ? `${name}: ${part}` : [])).join(", ");
}
