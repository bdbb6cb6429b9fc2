export interface Step {
  readonly step: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Understanding {
  readonly intent: string | null;
  /** In 0..1. */
  readonly confidence: number | null;
  readonly entities: readonly { readonly entity: string; readonly value: string }[];
  readonly steps: readonly Step[];
}

/** Body of a `turn.understood` row, whatever of it is there. */
export function readUnderstood(body: Readonly<Record<string, unknown>>): Understanding {
  return {
    intent: typeof body.intent === "string" ? body.intent : null,
    confidence: typeof body.confidence === "number" ? body.confidence : null,
    entities: objects(body.entities).map((one) => ({
      entity: text(one.entity),
      value: text(one.value),
    })),
    steps: objects(body.steps).map((one) => ({
      step: text(one.step),
      ok: one.ok === true,
      detail: text(one.detail),
    })),
  };
}

function objects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is Record<string, unknown> => typeof one === "object" && !!one);
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
