import type * as api from './bindings';

/**
 * Every command's request and answer. The list itself lives in `catchbook-app/src/api/mod.rs`;
 * `commands.test.ts` compares the two, so neither can drift.
 */
export interface Commands {
  app_state: [api.Nothing, api.AppState];
  choose_folder: [api.Nothing, api.ChosenFolder];
  open_vault: [api.OpenVault, api.AppState];
  make_vault: [api.MakeVault, api.AppState];
  close_vault: [api.Nothing, api.AppState];
  forget_vault: [api.OpenVault, api.AppState];
  answer_vanished: [api.AnswerVanished, api.AppState];
  rebuild: [api.Nothing, api.Rebuilt];
  stop_reading: [api.Nothing, api.AppState];
  home: [api.Nothing, api.HomeView];
  find_records: [api.FindRecords, api.RecordPage];
  show_record: [api.ShowRecord, api.RecordView];
  record_neighbours: [api.ShowRecord, api.Neighbours];
  show_commit: [api.ShowCommit, api.CommitView];
  find_commits: [api.FindCommits, api.CommitChoices];
  palette: [api.PaletteRequest, api.PaletteAnswer];
  list_searches: [api.Nothing, api.SearchList];
  pick_search: [api.PickSearch, api.SavedSearch];
  save_search: [api.SaveSearch, api.SavedSearch];
  change_search: [api.ChangeSearch, api.SavedSearch];
  delete_search: [api.PickSearch, api.Deleted];
  list_searched: [api.Nothing, api.Searched];
  note_searched: [api.NoteSearched, api.Searched];
  forget_searched: [api.Nothing, api.Searched];
  raw_record: [api.ShowRecord, api.RawRecord];
  open_text: [api.ShowRecord, api.OpenText];
  save_text: [api.EditedText, api.SavedText];
  compare_text: [api.EditedText, api.ComparedText];
  render_text: [api.RenderText, api.RecordView];
  read_fields: [api.RenderText, api.FieldsView];
  edit_fields: [api.EditFields, api.TextChanges];
  complete: [api.CompleteRequest, api.Completions];
  text_notes: [api.RenderText, api.TextNotes];
  silence_note: [api.SilenceNote, api.Nothing];
  hear_notes: [api.ShowRecord, api.Nothing];
  keep_image: [api.KeepImage, api.KeptImage];
  paste_image: [api.PasteImage, api.PastedImage];
  keep_buffer: [api.KeepBuffer, api.Nothing];
  drop_buffer: [api.DropBuffer, api.Nothing];
  bring_back: [api.DropBuffer, api.Written];
  trash_buffer: [api.DropBuffer, api.Deleted];
  list_snapshots: [api.ShowRecord, api.SnapshotList];
  record_history: [api.ShowRecord, api.RecordHistory];
  show_state: [api.PickState, api.StateText];
  restore_state: [api.PickState, api.RestoredState];
  lint: [api.LintRequest, api.ProblemList];
  doctor: [api.Nothing, api.Diagnosis];
  new_record: [api.NewRecord, api.Written];
  seen_offer: [api.SeenRequest, api.SeenOffer];
  log_catch: [api.LogCatch, api.Written];
  check_text: [api.TextToCheck, api.TextChecked];
  sort_timeline: [api.SortTimeline, api.TextChanges];
  read_chat: [api.ReadChat, api.ChatMessages];
  add_entries: [api.AddEntries, api.TextChanges];
  set_fields: [api.SetFields, api.Written];
  set_dissimilar: [api.SetDissimilar, api.Written];
  tick_action: [api.TickAction, api.Written];
  link_record: [api.LinkRecord, api.Linked];
  link_text: [api.LinkText, api.TextChanges];
  unlink_record: [api.LinkRecord, api.Linked];
  rename_record: [api.RenameRecord, api.Renamed];
  follow_link: [api.FollowLink, api.Nothing];
  show_file: [api.ShowFile, api.Nothing];
  export_record: [api.ExportRecord, api.Exported];
  show_exported: [api.Nothing, api.Nothing];
  pull_request_text: [api.ShowRecord, api.PullRequestText];
  delete_record: [api.ShowRecord, api.Deleted];
  list_trash: [api.Nothing, api.TrashList];
  restore_record: [api.RestoreRecord, api.Restored];
  close_window: [api.CloseWindow, api.Nothing];
  set_preferences: [api.Preferences, api.AppState];
  allow_images: [api.AllowImages, api.AppState];
}

export type CommandName = keyof Commands;
export type RequestOf<N extends CommandName> = Commands[N][0];
export type AnswerOf<N extends CommandName> = Commands[N][1];

/** What a controller may ask of the other side. Tests pass their own. */
export interface Host {
  /** Rejects with an `ApiError`, never with anything else. */
  call<N extends CommandName>(name: N, request: RequestOf<N>): Promise<AnswerOf<N>>;
  /** Returns what stops the listening. */
  listen(heard: (event: api.Event) => void): () => void;
}
