/** What can be done with the conversation that is open now, by the letter that does it. */
export type Deeds = Readonly<Record<string, (() => void) | null>>;

let known: () => Deeds = () => ({});

/** Until the returned function is called, these are the open conversation's deeds. */
export function offerDeeds(deeds: () => Deeds): () => void {
  known = deeds;
  return () => {
    if (known === deeds) known = () => ({});
  };
}

export function openDeeds(): Deeds {
  return known();
}
