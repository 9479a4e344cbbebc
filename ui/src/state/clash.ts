/** Two texts that one file cannot hold. Nothing is chosen until the person does. */
export interface Clash {
  theirs: string;
  ours: string;
}
